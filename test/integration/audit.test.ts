import { compactVerify, createLocalJWKSet } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import type { KeyRing } from '../../src/auth/keys.js'
import { auditQuery } from '../../src/contracts/audit.js'
import { readOldestUnnumbered } from '../../src/database/sequence.js'
import { listAudit } from '../../src/read/audit/list.js'
import { verifyAudit } from '../../src/read/audit/verify.js'
import { eraseDetails, fillAudit, makeOrganization, newKeys, signHeads } from '../support/audit.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
let keys: KeyRing
beforeAll(async () => {
  keys = await newKeys()
})

const verify = (organizationId: string) =>
  verifyAudit({ db: world.db, verifying: keys.verifying }, organizationId)
const sign = () => signHeads(world.db, keys)

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
    const { db } = world
    expect(await eraseDetails(db, { from: organizationId, by: other, every: 1 })).toBe(0)
    await eraseDetails(db, { from: organizationId, every: 5 })
    await eraseDetails(db, { from: organizationId, every: 5 })
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
        const page = await listAudit(
          world.db,
          { organizationId, personId: 'reader' },
          query,
          windows,
        )
        found.push(...page.items.map(({ seq }) => seq))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(found, JSON.stringify(filter)).toEqual(wanted)
    }
  })
})
