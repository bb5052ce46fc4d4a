import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type KeyRing, loadKeyRing, newSigningKey } from '../../src/auth/keys.js'
import type { Database, OrganizationDb } from '../../src/database/pool.js'
import { signAuditHeads } from '../../src/write/audit/sign-heads.js'

export async function newKeys() {
  return loadKeyRing({ inline: JSON.stringify({ keys: [await newSigningKey('audit')] }) })
}

/** Writes so many entries with details of all kinds, and links them. */
export async function fillAudit(
  db: Database,
  organizationId: string,
  count: number,
): Promise<void> {
  await db.query(
    `SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', gen_random_uuid()),
       jsonb_build_object('ip', '10.0.0.' || i % 200, 'userAgent', CASE WHEN i % 3 = 0 THEN 'tester' END),
       'ticket.set_tags', CASE WHEN i % 5 = 0 THEN 'denied' ELSE 'ok' END, 'ticket', gen_random_uuid()::text,
       CASE WHEN i % 2 = 0 THEN gen_random_uuid() END, CASE WHEN i % 4 = 0 THEN jsonb_build_object('n', i) END,
       jsonb_build_object('n', i, 'words', repeat('x', i % 50)))
     FROM generate_series(1, $2::int) i`,
    [organizationId, count],
  )
  await db.query('SELECT audit_link($1::int)', [count + 1_000])
}

export async function makeOrganization(db: Database): Promise<string> {
  const id = randomUUID()
  await db.query(`INSERT INTO organization (id, slug, name) VALUES ($1, $2, 'Audited')`, [
    id,
    `audited-${id.slice(0, 8)}`,
  ])
  return id
}

/** One connection of the owner's, on which no guard holds any more, and its open transaction as a database. */
export async function openUnguarded(ownerUrl: string) {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const columns = await client.query<{ name: string; column: string }>(
    `SELECT c.relname AS name, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relname IN ('audit_entry', 'audit_detail', 'audit_head', 'audit_signed_head') AND c.relkind = 'r'
       AND a.attnum > 0 AND a.attnotnull`,
  )
  for (const table of ['audit_entry', 'audit_detail', 'audit_head', 'audit_signed_head']) {
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey`)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_organization_id_fkey`)
  }
  await client.query('DROP INDEX audit_entry_organization_id_seq_key')
  await client.query('CREATE INDEX ON audit_entry (organization_id, seq)')
  await client.query('CREATE INDEX ON audit_detail (audit_id)')
  for (const { name, column } of columns.rows) {
    await client.query(`ALTER TABLE ${name} ALTER COLUMN ${column} DROP NOT NULL`)
  }
  const query: Database['query'] = async (text, values = []) =>
    (await client.query({ text, values: [...values] })).rows
  const bind = (organizationId: string): OrganizationDb => ({
    organizationId,
    query: (text, values = []) => query(text, [organizationId, ...values]),
  })
  const db = { query, of: bind } as Database // a verification needs no more
  return { client, db }
}

interface Signed {
  signed: { seq: number; slug: string; jws: string }[]
  broken: { slug: string; firstBroken: number }[]
}

/** Signs, as two processes at once do. */
export async function signHeads(db: Database, keys: KeyRing): Promise<Signed> {
  const result: Signed = { signed: [], broken: [] }
  const { signed, broken } = result
  const deps = {
    db,
    keys,
    onSigned: (x: Signed['signed'][0]) => signed.push(x),
    onBroken: (x: Signed['broken'][0]) => broken.push(x),
  }
  await Promise.all([signAuditHeads(deps), signAuditHeads(deps)])
  return result
}

const BY_SYSTEM = `now(), '{"kind": "system"}', '{}', 'asked for'`

/** Erases the details of those of its organization’s entries whose number is divisible; how many. */
export async function eraseDetails(
  db: Database,
  { from, by = from, every }: { from: string; by?: string; every: number },
): Promise<number | undefined> {
  const [row] = await db.query<{ n: number }>(
    `SELECT audit_erase($1, ARRAY(SELECT id FROM audit_entry WHERE organization_id = $2 AND seq % $3 = 0), ${BY_SYSTEM}) AS n`,
    [by, from, every],
  )
  return row?.n
}
