import { beforeAll, describe, expect, it } from 'vitest'
import { signAuditHead } from '../../src/auth/audit-heads.js'
import type { KeyRing } from '../../src/auth/keys.js'
import { verifyAudit } from '../../src/read/audit/verify.js'
import { fillAudit, newKeys, signHeads } from '../support/audit.js'
import { createRetention } from '../support/retention.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ worker: false })
const retention = createRetention(world)
let keys: KeyRing
let organizationId = ''
beforeAll(async () => {
  keys = await newKeys()
  organizationId = await world.organizationId()
})

const verify = (from = 1) =>
  verifyAudit({ db: world.db, verifying: keys.verifying }, organizationId, { from })
const one = async <T>(text: string, values: unknown[] = []) =>
  (await world.owner.query<{ value: T }>(`SELECT ${text} AS value`, values))[0]?.value
const countEntries = (where = 'true') =>
  one<number>(`(SELECT count(*)::int FROM audit_entry e WHERE organization_id = $1 AND ${where})`, [
    organizationId,
  ])

/** A day's entries, and the head that is signed at its end; it was so many days ago. */
async function passDay(daysAgo: number, entries = 20): Promise<number> {
  await fillAudit(world.db, organizationId, entries)
  await world.owner.query('SELECT audit_link(10000)')
  const [row] = await world.owner.query<{ seq: string; hash: string }>(
    `SELECT seq, encode(hash, 'hex') AS hash FROM audit_head WHERE organization_id = $1`,
    [organizationId],
  )
  const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const head = { organizationId, seq: Number(row?.seq), hash: row?.hash ?? '', at }
  await world.owner.query(
    `INSERT INTO audit_signed_head (organization_id, day, seq, hash, at, jws)
     VALUES ($1, $2::timestamptz::date, $3, decode($4, 'hex'), $2, $5)`,
    [organizationId, at, head.seq, head.hash, await signAuditHead(keys, head)],
  )
  return head.seq
}

describe('the audit log', () => {
  it('loses details alone where it is anonymized, and says so', async () => {
    await passDay(500)
    const policyId = await retention.makePolicy({ kind: 'audit', action: 'anonymize' })
    const dry = await retention.run(policyId, true)
    expect(dry.counts.audit).toBeGreaterThan(19)
    expect((await verify()).erased).toBe(0)
    expect((await retention.run(policyId)).counts).toEqual(dry.counts)
    expect(await verify()).toMatchObject({ ok: true, erased: dry.counts.audit })
    expect((await retention.run(policyId)).counts.audit).toBe(0)
  })

  it('is cut off at a signed head, archived before, and proven from there', async () => {
    const last = await passDay(450)
    const young = await passDay(100)
    const policyId = await retention.makePolicy({ kind: 'audit', archive: true })
    const dry = await retention.run(policyId, true)
    expect(dry.counts.audit).toBe(last)
    expect(await countEntries('seq = 1')).toBe(1)

    const operationId = await retention.begin(policyId)
    await retention.carryOut(operationId)
    const report = await retention.readReport(operationId)
    expect(report.counts).toEqual(dry.counts)
    expect(await countEntries(`seq <= ${last}`)).toBe(0)
    const archived = (await retention.readArchives(operationId)).flat()
    expect(archived.map(({ row }) => row.seq)).toEqual([...Array(last).keys()].map((n) => n + 1))
    expect(await verify()).toMatchObject({ ok: true, cutTo: last })
    expect(await verify(last + 1)).toMatchObject({ ok: true })
    expect(await verify(young + 1)).toMatchObject({ ok: true })
    expect((await signHeads(world.db, keys)).broken).toEqual([])
    expect((await retention.run(policyId)).counts.audit).toBe(0)
  })

  it('of a ticket that is held, and after it, nothing goes', async () => {
    const { id } = await world.file()
    await world.call('admin', 'PUT', `/tickets/${id}/legal_hold`, {})
    await passDay(420)
    const policyId = await retention.makePolicy({ kind: 'audit' })
    const before = await countEntries()
    const dry = await retention.run(policyId, true)
    expect((await retention.run(policyId)).counts.audit).toBe(dry.counts.audit)
    expect(await countEntries(`ticket_id = '${id}'`)).toBeGreaterThan(0)
    expect(await countEntries()).toBeGreaterThanOrEqual((before ?? 0) - dry.counts.audit)
    await world.call('admin', 'DELETE', `/tickets/${id}/legal_hold`)
    expect((await retention.run(policyId)).counts.audit).toBeGreaterThan(0)
    expect(await countEntries(`ticket_id = '${id}' AND action = 'ticket.create'`)).toBe(0)
    expect((await verify()).ok).toBe(true)
  })

  it('is not cut elsewhere, nor without a word, not by its owner either', async () => {
    const cut = 'INSERT INTO audit_cut (organization_id, seq, hash, at)'
    const refused = [
      `UPDATE audit_cut SET seq = seq + 1`,
      `UPDATE audit_cut SET seq = seq - 1`,
      'DELETE FROM audit_cut',
      'TRUNCATE audit_cut',
      `${cut} SELECT id, 1, sha256('x'), now() FROM organization WHERE slug LIKE 'other%'`,
      'DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)',
    ]
    for (const statement of refused)
      await expect(world.owner.query(statement), statement).rejects.toThrow(
        /signed heads|kept as it is|append only/,
      )
    const head = await passDay(410)
    expect((await verify()).ok).toBe(true)
    await world.owner.query(
      `UPDATE audit_cut c SET seq = s.seq, hash = s.hash FROM audit_signed_head s
       WHERE s.organization_id = c.organization_id AND s.seq = $1 AND c.organization_id = $2`,
      [head, organizationId],
    )
    expect(await verify()).toMatchObject({ ok: false, firstBroken: head + 1 })
  })
})
