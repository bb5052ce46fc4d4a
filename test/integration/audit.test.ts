import fc from 'fast-check'
import { compactVerify, createLocalJWKSet } from 'jose'
import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { KeyRing } from '../../src/auth/keys.js'
import { auditQuery } from '../../src/contracts/audit.js'
import { readOldestUnnumbered } from '../../src/database/sequence.js'
import { listAudit } from '../../src/read/audit/list.js'
import { verifyAudit } from '../../src/read/audit/verify.js'
import { signAuditHeads } from '../../src/write/audit/sign-heads.js'
import { fillAudit, makeOrganization, newKeys, openUnguarded } from '../support/audit.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let keys: KeyRing
beforeAll(async () => {
  keys = await newKeys()
})

const BY_SYSTEM = `now(), '{"kind": "system"}', '{}', 'asked for'`
const erase = (organizationId: string, every: number) =>
  world.db.query(
    `SELECT audit_erase($1, ARRAY(SELECT id FROM audit_entry WHERE organization_id = $1 AND seq % $2 = 0), ${BY_SYSTEM})`,
    [organizationId, every],
  )
const verify = (organizationId: string, from?: number) =>
  verifyAudit(
    { db: world.db, verifying: keys.verifying },
    organizationId,
    from === undefined ? {} : { from },
  )

interface Signed {
  signed: { seq: number; slug: string; jws: string }[]
  broken: { slug: string; firstBroken: number }[]
}

async function sign(): Promise<Signed> {
  const result: Signed = { signed: [], broken: [] }
  const { signed, broken } = result
  const deps = {
    db: world.db,
    keys,
    onSigned: (x: Signed['signed'][0]) => signed.push(x),
    onBroken: (x: Signed['broken'][0]) => broken.push(x),
  }
  await Promise.all([signAuditHeads(deps), signAuditHeads(deps)])
  return result
}

describe('the guards hold against the owner, too:', () => {
  it.each([
    ['an entry is not changed', `UPDATE audit_entry SET action = 'x'`],
    ['an entry is not deleted', 'DELETE FROM audit_entry'],
    ['entries are not emptied', 'TRUNCATE audit_entry'],
    ['details are not changed', 'UPDATE audit_detail SET ip = NULL'],
    ['details are not deleted', 'DELETE FROM audit_detail'],
    ['details are not emptied', 'TRUNCATE audit_detail'],
    ['a head does not go back', 'UPDATE audit_head SET seq = seq - 1'],
    ['a head follows its entries', `UPDATE audit_head SET seq = seq + 1, hash = 'x'`],
    ['a head is not deleted', 'DELETE FROM audit_head'],
    ['heads are not emptied', 'TRUNCATE audit_head'],
    ['signed heads are not changed', `UPDATE audit_signed_head SET jws = 'x'`],
    ['signed heads are not deleted', 'DELETE FROM audit_signed_head'],
    ['signed heads are not emptied', 'TRUNCATE audit_signed_head'],
  ])('%s', async (_what, statement) => {
    await fillAudit(world.db, await world.organizationId(), 2)
    await sign()
    await expect(world.owner.query(statement)).rejects.toThrow(/append only|kept|follows|erased by/)
  })

  it.each(['action = $1', 'entity_id = $1', `organization_id = gen_random_uuid()`, 'outcome = $1'])(
    'linking sets the place alone, not %s',
    async (change) => {
      const organizationId = await makeOrganization(world.db)
      // In one transaction, so that the sequencer does not come first.
      const link = (...sets: string[]) =>
        world.owner.transaction(async ({ query }) => {
          await query(
            `SELECT audit_record($1, now(), '{}', '{}', 'a', 'ok', 'b', NULL, NULL, NULL, NULL)`,
            [organizationId],
          )
          for (const set of sets) {
            await query(
              `UPDATE audit_entry SET seq = 1, prev = 'x', hash = sha256('x' || digest || detail_digest) ${set}
               WHERE organization_id = '${organizationId}' AND coalesce($1, '') = 'y'`,
              ['y'],
            )
          }
          await query('SELECT 1 / 0')
        })
      await expect(link(`, ${change}`)).rejects.toThrow('append only')
      await expect(link('', '')).rejects.toThrow('append only')
      await expect(link('')).rejects.toThrow('division by zero')
    },
  )
})

describe('an erasure', () => {
  it('takes the details, leaves the entry proven, and is an entry itself', async () => {
    const organizationId = await makeOrganization(world.db)
    await fillAudit(world.db, organizationId, 10)
    const other = await makeOrganization(world.db)
    const [none] = await world.db.query(
      `SELECT audit_erase($1, ARRAY(SELECT id FROM audit_entry WHERE organization_id = $2), ${BY_SYSTEM}) AS n`,
      [other, organizationId],
    )
    expect(none).toEqual({ n: 0 })
    await erase(organizationId, 5)
    await erase(organizationId, 5)
    expect(await verify(organizationId)).toEqual({
      ok: true,
      entries: 12,
      checkedTo: 12,
      erased: 2,
    })
  })
})

describe('a chain', () => {
  it('is verified in parts, each of which says where it ends', async () => {
    const organizationId = await makeOrganization(world.db)
    await fillAudit(world.db, organizationId, 25)
    const part = (from: number) =>
      verifyAudit({ db: world.db, verifying: keys.verifying }, organizationId, { from, limit: 10 })
    expect(await part(1)).toEqual({ ok: true, entries: 25, checkedTo: 10, erased: 0 })
    expect(await part(11)).toEqual({ ok: true, entries: 25, checkedTo: 20, erased: 0 })
    expect(await part(21)).toEqual({ ok: true, entries: 25, checkedTo: 25, erased: 0 })
    expect(await part(26)).toEqual({ ok: true, entries: 25, checkedTo: 25, erased: 0 })
  })

  it('of nothing is whole', async () => {
    const organizationId = await makeOrganization(world.db)
    expect(await verify(organizationId)).toEqual({ ok: true, entries: 0, checkedTo: 0, erased: 0 })
  })

  it('goes on, however many entries of a broken one wait', async () => {
    const [broken, sound] = [await makeOrganization(world.db), await makeOrganization(world.db)]
    const record = (id: string, count: number) =>
      world.db.query(
        `SELECT audit_record($1, clock_timestamp(), '{"kind": "system"}', '{}', 'x.y', 'ok', 'ticket', 'e', NULL, NULL, '{}')
         FROM generate_series(1, $2::int)`,
        [id, count],
      )
    const link = async () =>
      (await world.db.query<{ n: number }>('SELECT audit_link(20) AS n'))[0]?.n ?? 0
    const linkAll = async () => {
      while ((await link()) > 0);
    }
    const unlinked = async (id: string) =>
      (
        await world.db.query(
          'SELECT 1 FROM audit_entry WHERE organization_id = $1 AND seq IS NULL',
          [id],
        )
      ).length
    await fillAudit(world.db, broken, 3)
    // somebody has put an entry at the next place of the chain
    await world.owner.query(
      `INSERT INTO audit_entry (id, organization_id, at, actor, action, outcome, entity, digest, detail_digest, seq, prev, hash)
       SELECT uuidv7(), organization_id, at, actor, action, outcome, entity, digest, detail_digest, seq + 1, prev, hash
       FROM audit_entry WHERE organization_id = $1 AND seq = 3`,
      [broken],
    )
    await record(broken, 50)
    await record(sound, 30)
    await linkAll()
    expect(await unlinked(sound)).toBe(0)
    expect(await unlinked(broken)).toBe(50)
    expect(await readOldestUnnumbered(world.db)).toBe('') // nobody numbers for it again and again
    // it is tried again, once somebody has mended it
    await world.owner.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only')
    await world.owner.query('DELETE FROM audit_entry WHERE organization_id = $1 AND seq = 4', [
      broken,
    ])
    await world.owner.query('ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only')
    await world.owner.query(
      `UPDATE audit_head SET broken_at = now() - interval '11 minutes' WHERE organization_id = $1`,
      [broken],
    )
    await linkAll()
    expect(await unlinked(broken)).toBe(0)
    expect(await verify(broken)).toMatchObject({ ok: true, entries: 53 })
  })

  it('has its head signed once a day, and handed out', async () => {
    const organizationId = await makeOrganization(world.db)
    await fillAudit(world.db, organizationId, 3)
    const { signed } = await sign()
    const [head, ...more] = signed.filter(({ slug }) => slug.includes(organizationId.slice(0, 8)))
    expect(more).toEqual([])
    expect(head).toMatchObject({ seq: 3 })
    const { payload } = await compactVerify(head?.jws ?? '', createLocalJWKSet(keys.published))
    expect(JSON.parse(new TextDecoder().decode(payload))).toMatchObject({ organizationId, seq: 3 })
    await fillAudit(world.db, organizationId, 3)
    expect((await sign()).signed).toEqual([])
    expect(await verify(organizationId)).toMatchObject({ ok: true, entries: 6 })
    const theirs = { db: world.db, verifying: (await newKeys()).verifying }
    expect(await verifyAudit(theirs, organizationId)).toMatchObject({ ok: false, firstBroken: 3 })
  })

  it('shows its signed heads to auditors', async () => {
    await fillAudit(world.db, await world.organizationId(), 1)
    await sign()
    const { body } = await world.call('admin', 'GET', '/admin/audit/heads?count=true')
    expect(body).toMatchObject({ total: 1, nextCursor: null })
    expect(body.items).toEqual([
      {
        day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        seq: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        at: expect.any(String),
        jws: expect.stringMatching(/^eyJ/),
      },
    ])
  })
})

describe('a list that no index serves', () => {
  it('looks through a window at a time, and its cursor leads on to the end', async () => {
    const organizationId = await makeOrganization(world.db)
    await fillAudit(world.db, organizationId, 30)
    const windows = { entries: 10, details: 4 }
    for (const [filter, wanted] of [
      [{ q: '"n": 7' }, [7]],
      [{ ip: '10.0.0.30' }, [30]],
      [{ q: 'nowhere' }, []],
      [{ entity: 'ticket' }, Array.from({ length: 30 }, (_, n) => 30 - n)],
      [{ to: '2020-01-01T00:00:00.000Z' }, []],
      [{ action: 'ticket.set_tags' }, Array.from({ length: 30 }, (_, n) => 30 - n)],
    ] as const) {
      const found: number[] = []
      let cursor: string | undefined
      do {
        const query = auditQuery.parse({ ...filter, limit: 3, cursor })
        const page = await listAudit(world.db, organizationId, query, windows)
        found.push(...page.items.map(({ seq }) => seq))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(found, JSON.stringify(filter)).toEqual(wanted)
    }
  })
})

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
    await erase(organizationId, 13)
    await world.db.query('SELECT audit_link(100)')
    await sign()
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
