import { describe, expect, it } from 'vitest'
import { DEMO } from '../../prisma/demo.js'
import { DEMO_DOMAINS } from '../../src/database/demo-accounts.js'
import { openDatabase } from '../../src/database/pool.js'
import { findExcess, findRoleExcess } from '../../src/database/role.js'
import { createLogger } from '../../src/logger.js'
import { requireDatabase } from '../../src/require-database.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const log = createLogger('silent', 'test')

describe('the application, as a role that owns nothing,', () => {
  it.each([
    ['changes no table', 'ALTER TABLE ticket ADD COLUMN x int'],
    ['drops no trigger', 'DROP TRIGGER audit_entry_append_only ON audit_entry'],
    ['turns no trigger off', 'ALTER TABLE audit_entry DISABLE TRIGGER ALL'],
    ['turns no trigger off for its session', `SET session_replication_role = 'replica'`],
    ['makes no table', 'CREATE TABLE x (y int)'],
    ['makes no function', `CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
    [
      'replaces no function',
      `CREATE OR REPLACE FUNCTION audit_link(p_limit int) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    ],
    ['makes no sequence', 'CREATE SEQUENCE x'],
    ['makes no role', 'CREATE ROLE x'],
    ['becomes no other role', 'SET ROLE perdure_owner'],
    ['runs no program', `COPY ticket TO PROGRAM 'cat'`],
    ['reads no file', `SELECT pg_read_file('/etc/passwd')`],
    ['writes no file', `COPY ticket TO '/tmp/perdure-x'`],
    ['grants no role', 'GRANT perdure_owner TO perdure_app'],
    ['empties no audit', 'TRUNCATE audit_entry'],
    ['deletes no audit entry', 'DELETE FROM audit_entry'],
    ['changes no audit entry', `UPDATE audit_entry SET action = 'x'`],
    [
      'puts no entry into the chain',
      'INSERT INTO audit_entry (id, seq) VALUES (gen_random_uuid(), 1)',
    ],
    ['changes no signed head', `UPDATE audit_signed_head SET jws = 'x'`],
    ['links no audit entry by hand', 'UPDATE audit_entry SET seq = 1'],
    ['deletes no audit detail', 'DELETE FROM audit_detail'],
    ['changes no audit detail', 'UPDATE audit_detail SET ip = NULL'],
    ['changes no head', 'UPDATE audit_head SET seq = 0'],
    ['deletes no head', 'DELETE FROM audit_head'],
    ['makes no head', `INSERT INTO audit_head VALUES (gen_random_uuid(), 0, '')`],
    ['changes no event', `UPDATE ticket_event SET type = 'x'`],
    ['deletes no event', 'DELETE FROM ticket_event'],
    ['changes no broadcast', `UPDATE stream_event SET data = '{}'`],
    ['deletes no ticket', 'DELETE FROM ticket'],
    ['deletes no message', 'DELETE FROM message'],
    ['deletes no organization', 'DELETE FROM organization'],
    ['sees no migration', 'SELECT * FROM _prisma_migrations'],
  ])('%s', async (_what, statement) => {
    await expect(world.db.query(statement, [], { prepared: false })).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('founds an organization all the same, with its numbers and its chain', async () => {
    const [made] = await world.db.query<{ id: string }>(
      `INSERT INTO organization (id, slug, name) VALUES (gen_random_uuid(), 'third', 'Third') RETURNING id`,
    )
    expect(
      await world.db.query('SELECT seq FROM audit_head WHERE organization_id = $1', [made?.id]),
    ).toEqual([{ seq: '0' }])
    const [first] = await world.db.query('SELECT nextval(ticket_sequence($1)::regclass) AS n', [
      made?.id,
    ])
    expect(first).toEqual({ n: '1' })
  })

  it('has been told of every table: what is not listed it may read, fill, change and empty', async () => {
    const rows = await world.owner.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND has_table_privilege('perdure_app', oid, 'DELETE') ORDER BY 1`,
    )
    const kept = ['ticket', 'ticket_event', 'message', 'audit_entry', 'audit_detail', 'audit_head']
    expect(rows.map(({ name }) => name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^(${kept.join('|')})$`))]),
    )
    for (const name of [
      'idempotency',
      'refresh_token',
      'session',
      'stream_event',
      'command_inbox',
      'outbox',
      'dev_mail',
      'notification',
    ]) {
      expect(rows).toContainEqual({ name })
    }
  })
})

describe('a role that may do too much', () => {
  const harmless = {
    name: 'x',
    isSuperuser: false,
    bypassesRowSecurity: false,
    createsRoles: false,
    isOwner: false,
  }
  it.each([
    ['isSuperuser', 'is a superuser'],
    ['bypassesRowSecurity', 'bypasses row-level security'],
    ['createsRoles', 'may create roles'],
    ['isOwner', 'owns what it works on'],
  ])('is named: %s', (fact, words) => {
    expect(findExcess({ ...harmless, [fact]: true })).toBe(`the role x ${words}`)
    expect(findExcess(harmless)).toBeUndefined()
  })

  it('is refused at the start in production with one line, and else only named', async () => {
    const owner = openDatabase({ url: world.ownerUrl, poolSize: 1, onError: () => {} })
    expect(await findRoleExcess(owner)).toBe('the role perdure_owner owns what it works on')
    await owner.close()
    expect(await findRoleExcess(world.db)).toBeUndefined()
    const asOwner = { databaseUrl: world.ownerUrl }
    await world.owner.query(`UPDATE app_user SET email = replace(email, '.test', '.example.org')`)
    await expect(requireDatabase({ ...asOwner, production: true }, log)).rejects.toThrow(
      /^DATABASE_URL: the role perdure_owner owns what it works on; [^\n]*DATABASE_OWNER_URL[^\n]*$/,
    )
    await requireDatabase({ ...asOwner, production: false }, log)
    await requireDatabase({ databaseUrl: world.config.databaseUrl, production: true }, log)
  })
})

describe('accounts of the demo', () => {
  const asApplication = () => ({ databaseUrl: world.config.databaseUrl })
  const rename = (from: string, to: string) =>
    world.owner.query('UPDATE app_user SET email = replace(email, $1, $2)', [from, to])
  it('are refused at the start in production, with one line', async () => {
    await rename('.example.org', '.test')
    await expect(requireDatabase({ ...asApplication(), production: true }, log)).rejects.toThrow(
      /^DATABASE_URL: the demo account admin@demo\.test has a published password; [^\n]*$/,
    )
    await requireDatabase({ ...asApplication(), production: false }, log)
  })
  it('that are all barred harm nobody', async () => {
    await world.owner.query(`UPDATE app_user SET status = 'inactive'`)
    await requireDatabase({ ...asApplication(), production: true }, log)
  })
  it('are all known by their domains', () => {
    const emails = DEMO.flatMap(({ people }) => people.map(({ email }) => email))
    expect([...new Set(emails.map((email) => email.split('@')[1]))]).toEqual(DEMO_DOMAINS)
  })
})

describe('a slug', () => {
  it.each(['a/b', 'a b', '', '-a', 'A', 'ü', 'x'.repeat(64)])('is not %j', async (slug) => {
    await expect(
      world.db.query(
        `INSERT INTO organization (id, slug, name) VALUES (gen_random_uuid(), $1, 'x')`,
        [slug],
      ),
    ).rejects.toMatchObject({ code: '23514', constraint: 'organization_slug_check' })
  })
})
