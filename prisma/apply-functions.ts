import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

interface SqlFile {
  name: string
  text: string
  checksum: string
}

/** PostgreSQL's code for a function whose return type or argument names differ from what is there. */
const INVALID_DEFINITION = '42P13'

/**
 * Makes the database's functions those of the folder, and returns what it did. It runs inside the caller's
 * transaction. Repeating it is harmless, because a function whose text is the stored one is left alone,
 * unless somebody has dropped it by hand.
 */
export async function applyFunctions(client: pg.ClientBase, folder: string): Promise<string[]> {
  const files = await readFolder(folder)
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM sql_function ORDER BY name',
  )
  const stored = new Map(rows.map(({ name, checksum }) => [name, checksum]))
  const existing = await findExisting(client)
  const changed = files.filter(
    ({ name, checksum }) => stored.get(name) !== checksum || !existing.has(name),
  )
  const gone = [...stored.keys()].filter((name) => files.every((file) => file.name !== name))

  for (const name of gone) await remove(client, name)
  await client.query('SET LOCAL check_function_bodies = off') // they may call each other in any order
  for (const file of changed) await create(client, file)
  await client.query('SET LOCAL check_function_bodies = on') // now all are there: the bodies are checked
  for (const file of changed) await run(client, file)
  return [
    ...gone.map((name) => `functions/${name} (dropped)`),
    ...changed.map(({ name }) => `functions/${name}`),
  ]
}

async function readFolder(folder: string): Promise<SqlFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8')
      const checksum = createHash('sha256').update(text).digest('hex')
      return { name: name.slice(0, -'.sql'.length), text, checksum }
    }),
  )
}

/** A new signature would stand beside the old one, and a new return type is refused: then the old one goes. */
async function create(client: pg.ClientBase, file: SqlFile): Promise<void> {
  const before = await findOverloads(client, file.name)
  await client.query('SAVEPOINT function')
  try {
    await run(client, file)
  } catch (error) {
    if (!hasCode(error, INVALID_DEFINITION)) throw error
    await client.query('ROLLBACK TO SAVEPOINT function')
    await drop(client, before)
    await run(client, file)
  }
  const after = await findOverloads(client, file.name)
  if (after.length === 0) throw new Error(`functions/${file.name}.sql does not create ${file.name}`)
  const isAdded = after.some((signature) => !before.includes(signature))
  const outdated = isAdded ? after.filter((signature) => before.includes(signature)) : []
  await drop(client, outdated)
  await client.query(
    `INSERT INTO sql_function (name, checksum) VALUES ($1, $2)
     ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum`,
    [file.name, file.checksum],
  )
}

/** The message names the file, because PostgreSQL's own does not. */
async function run(client: pg.ClientBase, { name, text }: SqlFile): Promise<void> {
  try {
    await client.query(text)
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`functions/${name}.sql: ${message}`, { cause })
  }
}

function hasCode(error: unknown, code: string): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause && cause.code === code
}

async function remove(client: pg.ClientBase, name: string): Promise<void> {
  await drop(client, await findOverloads(client, name))
  await client.query('DELETE FROM sql_function WHERE name = $1', [name])
}

async function drop(client: pg.ClientBase, signatures: string[]): Promise<void> {
  for (const signature of signatures) await client.query(`DROP FUNCTION ${signature}`)
}

async function findExisting(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT proname AS name FROM pg_proc WHERE pronamespace = current_schema()::regnamespace`,
  )
  return new Set(rows.map(({ name }) => name))
}

/** All functions of that name as `name(types)`, quoted where they need it. */
async function findOverloads(client: pg.ClientBase, name: string): Promise<string[]> {
  const { rows } = await client.query<{ signature: string }>(
    `SELECT oid::regprocedure::text AS signature FROM pg_proc
     WHERE proname = $1 AND pronamespace = current_schema()::regnamespace`,
    [name],
  )
  return rows.map(({ signature }) => signature)
}
