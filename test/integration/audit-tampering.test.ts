import fc from 'fast-check'
import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { KeyRing } from '../../src/auth/keys.js'
import { verifyAudit } from '../../src/read/audit/verify.js'
import {
  eraseDetails,
  fillAudit,
  makeOrganization,
  newKeys,
  openUnguarded,
  signHeads,
} from '../support/audit.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let keys: KeyRing
beforeAll(async () => {
  keys = await newKeys()
})

const verify = (organizationId: string) =>
  verifyAudit({ db: world.db, verifying: keys.verifying }, organizationId)

/** Whoever owns the tables changes something. Of each statement `$1` is the organization, `$2` and `$3` two entries. */
const ENTRY_COLUMNS: Record<string, string> = {
  id: 'gen_random_uuid()',
  organization_id: '(SELECT id FROM organization WHERE id <> $1 LIMIT 1)',
  at: `at + interval '1 second'`,
  actor: `'{"kind": "operator"}'`,
  action: `'ticket.close'`,
  outcome: `CASE outcome WHEN 'ok' THEN 'denied' ELSE 'ok' END`,
  entity: `'user'`,
  entity_id: 'gen_random_uuid()::text',
  ticket_id: 'gen_random_uuid()',
  digest: `sha256('x')`,
  detail_digest: `sha256('x')`,
  seq: 'seq + 1000',
  prev: `sha256('x')`,
  hash: `sha256('x')`,
}
const DETAIL_COLUMNS: Record<string, string> = {
  audit_id: 'gen_random_uuid()',
  organization_id: 'gen_random_uuid()',
  ip: `'6.6.6.6'`,
  user_agent: `'another'`,
  before: `'null'`,
  after: `'{}'`,
  salt: `sha256('x')`,
}

const ONE = 'organization_id = $1 AND seq = $2'
const DETAIL = `audit_id = (SELECT id FROM audit_entry WHERE ${ONE})`
const RECOMPUTE = `WITH RECURSIVE chain AS (
    SELECT 1::bigint AS seq, sha256($1::text::bytea) AS prev, sha256(sha256($1::text::bytea) || digest || detail_digest) AS hash
      FROM audit_entry WHERE organization_id = $1 AND seq = 1
    UNION ALL SELECT e.seq, c.hash, sha256(c.hash || e.digest || e.detail_digest)
      FROM chain c JOIN audit_entry e ON e.organization_id = $1 AND e.seq = c.seq + 1),
  entries AS (UPDATE audit_entry e SET prev = c.prev, hash = c.hash FROM chain c
    WHERE e.organization_id = $1 AND e.seq = c.seq)
  UPDATE audit_head SET seq = c.seq, hash = c.hash FROM (SELECT * FROM chain ORDER BY seq DESC LIMIT 1) c
    WHERE organization_id = $1`

function listChanges(table: string, where: string, columns: Record<string, string>) {
  return Object.entries(columns).flatMap(([column, value]) =>
    [value, 'NULL'].map((set) => [
      `UPDATE ${table} SET ${column} = ${set} WHERE ${where} AND ${column} IS DISTINCT FROM ${set}`,
    ]),
  )
}

/** Each is one way to tamper: statements of which each has changed something, or it was none. */
const TAMPERS: string[][] = [
  ...listChanges('audit_entry', ONE, ENTRY_COLUMNS),
  ...listChanges('audit_detail', DETAIL, DETAIL_COLUMNS),
  ...listChanges('audit_head', 'organization_id = $1', { seq: 'seq - 1', hash: `sha256('x')` }),
  ...listChanges('audit_signed_head', 'organization_id = $1', {
    seq: 'seq - 1',
    hash: `sha256('x')`,
    jws: `'x'`,
    at: `at + interval '1 second'`,
  }),
  [`DELETE FROM audit_entry WHERE ${ONE}`],
  [`DELETE FROM audit_detail WHERE ${DETAIL}`],
  ['DELETE FROM audit_head WHERE organization_id = $1'],
  [`UPDATE audit_entry SET seq = NULL, prev = NULL, hash = NULL WHERE ${ONE}`],
  ['DELETE FROM audit_entry WHERE organization_id = $1 AND seq >= $2'],
  ['DELETE FROM audit_entry WHERE organization_id = $1 AND seq <= $2'],
  [
    `INSERT INTO audit_cut (organization_id, seq, hash, at) SELECT organization_id, seq, hash, now() FROM audit_signed_head
      WHERE organization_id = $1`,
  ],
  ['DELETE FROM audit_entry WHERE organization_id = $1 AND seq >= $2', RECOMPUTE],
  [
    'DELETE FROM audit_entry WHERE organization_id = $1',
    `UPDATE audit_head SET seq = 0, hash = sha256($1::text::bytea) WHERE organization_id = $1`,
  ],
  [
    `UPDATE audit_entry SET seq = CASE seq WHEN $2 THEN $3 ELSE $2 END
      WHERE organization_id = $1 AND seq IN ($2, $3) AND $2 <> $3`,
  ],
  [
    `UPDATE audit_detail d SET audit_id = CASE audit_id WHEN one.id THEN other.id ELSE one.id END
      FROM audit_entry one, audit_entry other WHERE one.organization_id = $1 AND one.seq = $2
        AND other.organization_id = $1 AND other.seq = $3 AND d.audit_id IN (one.id, other.id) AND $2 <> $3`,
  ],
  [
    `UPDATE audit_entry e SET actor = o.actor, action = o.action, outcome = o.outcome, entity_id = o.entity_id, ticket_id = o.ticket_id
      FROM audit_entry o WHERE e.organization_id = $1 AND e.seq = $2 AND o.organization_id = $1 AND o.seq = $3 AND $2 <> $3`,
  ],
  [
    `UPDATE audit_entry e SET actor = '{"kind": "operator"}' WHERE ${ONE}`,
    `UPDATE audit_entry e SET digest = audit_entry_digest(e) WHERE ${ONE}`,
    RECOMPUTE,
  ],
  [
    `UPDATE audit_detail SET ip = '6.6.6.6' WHERE ${DETAIL}`,
    `UPDATE audit_entry e SET detail_digest = audit_detail_digest(d) FROM audit_detail d
      WHERE d.audit_id = e.id AND e.organization_id = $1 AND e.seq = $2`,
    RECOMPUTE,
  ],
]

describe('whoever owns the tables and turns the guards off', () => {
  const ENTRIES = 40
  let organizationId = ''
  let unguarded: { client: pg.Client; db: typeof world.db }
  const last = async () =>
    Number(
      (
        await world.db.query<{ seq: string }>(
          'SELECT seq FROM audit_head WHERE organization_id = $1',
          [organizationId],
        )
      )[0]?.seq,
    )

  beforeAll(async () => {
    organizationId = await makeOrganization(world.db)
    await fillAudit(world.db, organizationId, ENTRIES)
    await eraseDetails(world.db, { from: organizationId, every: 13 })
    await world.db.query('SELECT audit_link(100)')
    await signHeads(world.db, keys)
    unguarded = await openUnguarded(world.ownerUrl)
    return () => unguarded.client.end()
  })

  /** Undefined when there was nothing to change. */
  async function tamper(statements: string[], one: number, other: number) {
    const { client, db } = unguarded
    await client.query('BEGIN')
    try {
      for (const text of statements) {
        const used = [organizationId, one, other].slice(
          0,
          text.includes('$3') ? 3 : text.includes('$2') ? 2 : 1,
        )
        const typed = text
          .replaceAll('$1', '$1::uuid')
          .replaceAll('$2', '$2::bigint')
          .replaceAll('$3', '$3::bigint')
        const { rowCount } = await client.query(typed, used)
        if (rowCount === 0) return undefined
      }
      return await verifyAudit({ db, verifying: keys.verifying }, organizationId)
    } finally {
      await client.query('ROLLBACK')
    }
  }

  it('is found out, in each of 1,000 tries', async () => {
    const verdict = await verify(organizationId)
    expect(verdict).toMatchObject({ ok: true, entries: ENTRIES + 3, erased: 3 })
    const top = await last()
    const seqs = fc.integer({ min: 1, max: top })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TAMPERS), seqs, seqs, async (statements, one, other) => {
        const found = await tamper(statements, one, other)
        fc.pre(found !== undefined)
        expect(found?.ok, statements.join('; ')).toBe(false)
        expect(found?.firstBroken).toBe((found?.checkedTo ?? 0) + 1)
      }),
      { numRuns: 1_000 },
    )
    expect(await verify(organizationId)).toEqual(verdict)
  }, 600_000)

  it('is found out by each way at least once', async () => {
    for (const statements of TAMPERS) {
      const seqs = [5, 6, 7, 8, 12, 1]
      const found = await Promise.resolve().then(async () => {
        for (const one of seqs) {
          const verdict = await tamper(statements, one, 9)
          if (verdict !== undefined) return verdict
        }
        return undefined
      })
      expect(found?.ok, statements.join('; ')).toBe(false)
    }
  }, 120_000)

  it('holds up no other chain, and no broadcast', async () => {
    const { client } = unguarded
    await client.query('BEGIN')
    const other = await makeOrganization(unguarded.db)
    await client.query('UPDATE audit_head SET seq = 3 WHERE organization_id = $1', [organizationId])
    await client.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
    await client.query('ALTER TABLE audit_head ENABLE TRIGGER USER')
    await client.query(`CREATE UNIQUE INDEX ON audit_entry (organization_id, seq)`)
    await fillAudit(unguarded.db, organizationId, 2)
    await fillAudit(unguarded.db, other, 2)
    const { rows } = await client.query('SELECT seq FROM audit_head WHERE organization_id = $1', [
      other,
    ])
    expect(rows).toEqual([{ seq: '2' }])
    await client.query('ROLLBACK')
  })
})
