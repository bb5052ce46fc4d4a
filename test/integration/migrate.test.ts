import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, type SqlFolders } from '../../prisma/migrate.js'
import { emptyDatabase } from '../support/database.js'

const FIRST = '20261121090000_init'
let database: Awaited<ReturnType<typeof emptyDatabase>>
let root = ''
let folders: SqlFolders

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'perdure-migrate-'))
  folders = { migrations: join(root, 'migrations'), functions: join(root, 'functions') }
  await mkdir(folders.functions)
  await mkdir(folders.migrations)
  await copyFile(
    'prisma/migrations/migration_lock.toml',
    join(root, 'migrations/migration_lock.toml'),
  )
  await writeMigration(
    FIRST,
    'CREATE TABLE sql_function (name text PRIMARY KEY, checksum text NOT NULL)',
  )
  await writeFunction('keep', greet(`'kept'`).replace('greet', 'keep'))
  database = await emptyDatabase()
})
afterEach(async () => {
  await database.drop()
  await rm(root, { recursive: true })
})

const run = () => migrate({ ownerUrl: database.ownerUrl, applicationUrl: database.url, folders })
const product = () => migrate({ ownerUrl: database.ownerUrl, applicationUrl: database.url })
const writeFunction = (name: string, sql: string) =>
  writeFile(join(folders.functions, `${name}.sql`), sql)

async function writeMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(folders.migrations, name))
  await writeFile(join(folders.migrations, name, 'migration.sql'), sql)
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  const { rows } = await client
    .query<unknown[]>({ text: sql, rowMode: 'array' })
    .finally(() => client.end())
  return rows.flat()
}

const TABLES = `SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace`
const RECORDED = 'SELECT migration_name FROM _prisma_migrations'
const FUNCTIONS = `SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  AND proname IN ('greet', 'welcome')`
const greet = (body: string, returns = 'text') =>
  `CREATE OR REPLACE FUNCTION greet() RETURNS ${returns} LANGUAGE sql AS $$ SELECT ${body} $$`

describe('what is applied', () => {
  it('is everything on a new database, and nothing the second time', async () => {
    const names = (await readdir('prisma/functions')).map((file) => file.replace('.sql', '')).sort()
    const migrations = (await readdir('prisma/migrations'))
      .filter((name) => /^\d/.test(name))
      .sort()
    const all = [...migrations, ...names.map((name) => `functions/${name}`)]
    expect(await product()).toEqual(all)
    expect(await query('SELECT name FROM sql_function ORDER BY name')).toEqual(names)
    expect(await product()).toEqual([])
  })

  it('is a changed function alone', async () => {
    await writeFunction('greet', greet(`'hello'`))
    await run()
    await writeFunction('greet', greet(`'good day'`))
    expect(await run()).toEqual(['functions/greet'])
    expect(await query('SELECT greet()')).toEqual(['good day'])
  })

  it('is a function whose return type or arguments changed, in place of the old one', async () => {
    await writeFunction('greet', greet(`'hello'`))
    await run()
    await writeFunction('greet', greet('7', 'int'))
    expect(await run()).toEqual(['functions/greet'])
    expect(await query('SELECT greet()')).toEqual([7])
    await writeFunction('greet', greet('p', 'text').replace('()', '(p text)'))
    expect(await run()).toEqual(['functions/greet'])
    expect(await query(FUNCTIONS)).toEqual(['greet(text)'])
  })

  it('is functions that call each other, in any order of their names', async () => {
    await writeFunction('greet', greet('welcome()'))
    await writeFunction('welcome', greet(`'welcome'`).replace('greet', 'welcome'))
    await run()
    expect(await query('SELECT greet()')).toEqual(['welcome'])
  })

  it('is the removal of a function whose file is gone, with all its overloads', async () => {
    await writeFunction('greet', greet(`'hello'`))
    await run()
    await query(`CREATE FUNCTION greet(p int) RETURNS int LANGUAGE sql AS 'SELECT p'`)
    await rm(join(folders.functions, 'greet.sql'))
    expect(await run()).toEqual(['functions/greet (dropped)'])
    expect(await query(FUNCTIONS)).toEqual([])
    expect(await run()).toEqual([])
  })

  it('is a function that was dropped by hand, though its file is the stored one', async () => {
    await writeFunction('greet', greet(`'hello'`))
    await run()
    await query('DROP FUNCTION greet()')
    expect(await run()).toEqual(['functions/greet'])
    expect(await query('SELECT greet()')).toEqual(['hello'])
    expect(await run()).toEqual([])
  })

  it('is the same for two that migrate at once', async () => {
    const applied = await Promise.all([run(), run()])
    expect(applied.sort((one, other) => one.length - other.length)).toEqual([
      [],
      [FIRST, 'functions/keep'],
    ])
  })
})

describe('nothing is applied', () => {
  const LATER = '20261122090000_later'

  it.each([
    [
      'does not parse',
      'CREATE OR REPLACE FUNCTION greet( RETURNS',
      'functions/greet.sql: syntax error',
    ],
    ['has a body that does not parse', greet('FROM WHERE'), 'functions/greet.sql: syntax error'],
    [
      'calls what is not there',
      greet('nobody()'),
      'functions/greet.sql: function nobody() does not exist',
    ],
    ['has another name', greet('1', 'int').replace('greet', 'welcome'), 'does not create greet'],
  ])('when a function %s', async (_what, sql, message) => {
    await writeFunction('greet', sql)
    await expect(run()).rejects.toThrow(message)
    expect(await query(TABLES)).toEqual([])
  })

  it('when a function fails beside a new migration', async () => {
    await run()
    await writeMigration(LATER, 'CREATE TABLE later (id int)')
    await writeFunction('greet', greet('FROM WHERE'))
    await expect(run()).rejects.toThrow('functions/greet.sql')
    expect(await query(RECORDED)).toEqual([FIRST])
    await writeFunction('greet', greet(`'hello'`))
    expect(await run()).toEqual([LATER, 'functions/greet'])
  })

  it('when a migration fails', async () => {
    await run()
    await writeMigration(LATER, 'CREATE TABLE later (id int); CREATE TABLE sql_function ()')
    await writeFunction('greet', greet(`'hello'`))
    await expect(run()).rejects.toThrow(`${LATER}: relation "sql_function" already exists`)
    expect(await query(RECORDED)).toEqual([FIRST])
    expect(await query(FUNCTIONS)).toEqual([])
  })

  it('to a database of an unreleased version, which stays as it is', async () => {
    await query(`CREATE TABLE _prisma_migrations AS SELECT '20261121090000_core' AS migration_name`)
    await expect(run()).rejects.toThrow('made by an unreleased version')
    expect(await query(TABLES)).toEqual(['_prisma_migrations'])
  })
})
