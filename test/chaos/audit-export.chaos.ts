import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import type { ExportView } from '../../src/contracts/exports.js'
import { verifyAudit } from '../../src/read/audit/verify.js'
import { fillAudit, newKeys, openUnguarded } from '../support/audit.js'
import { useWorld } from '../support/world.js'

const ENTRIES = Number(process.env.ENTRIES ?? 1_000_000)
const TAMPERS = Number(process.env.TAMPERS ?? 1_000)
/** What an export of any length may add to the memory of API and worker, which are one process here. */
const MOST_MB = 300

const world = useWorld()
const heldMb = () => process.memoryUsage().rss / 1e6

beforeAll(async () => {
  const organizationId = await world.organizationId()
  for (let count = 0; count < ENTRIES; count += 2_500) {
    await fillAudit(world.db, organizationId, Math.min(2_500, ENTRIES - count))
  }
}, 3_000_000)

async function finish(exportId: string, onLook: () => void): Promise<ExportView> {
  for (;;) {
    const { body } = await world.call<ExportView>(
      'admin',
      'GET',
      `/admin/audit/exports/${exportId}`,
    )
    onLook()
    if (body.status !== 'pending' && body.status !== 'running') return body
    await wait(500)
  }
}

it.each(['csv', 'ndjson', 'xlsx'])(
  `${ENTRIES} entries leave as %s, at a memory that does not grow with them`,
  async (format) => {
    const [beganMs, before] = [Date.now(), heldMb()]
    const { body } = await world.call<{ exportId: string }>(
      'admin',
      'POST',
      '/admin/audit/export',
      {
        format,
      },
    )
    let most = before
    const made = await finish(body.exportId, () => {
      most = Math.max(most, heldMb())
    })
    console.log(
      `${format}: ${made.entries} entries in ${Date.now() - beganMs} ms, ${Math.round(most - before)} MB more`,
    )
    expect(made.status).toBe('completed')
    expect(made.entries).toBeGreaterThanOrEqual(ENTRIES)
    expect(most - before).toBeLessThan(MOST_MB)
  },
)

/** Each changes one entry, or its details, as whoever owns the tables could. */
const CHANGES = [
  `UPDATE audit_entry SET action = 'ticket.close' WHERE organization_id = $1 AND seq = $2`,
  `UPDATE audit_entry SET actor = '{"kind": "operator"}' WHERE organization_id = $1 AND seq = $2`,
  `UPDATE audit_entry SET at = at + interval '1 second' WHERE organization_id = $1 AND seq = $2`,
  `UPDATE audit_entry SET entity_id = 'x' WHERE organization_id = $1 AND seq = $2`,
  'DELETE FROM audit_entry WHERE organization_id = $1 AND seq = $2',
  `UPDATE audit_detail SET ip = '6.6.6.6' WHERE audit_id = (
     SELECT id FROM audit_entry WHERE organization_id = $1 AND seq = $2)`,
]

it(`each of ${TAMPERS} changes, anywhere in the chain, is found where it is`, async () => {
  const organizationId = await world.organizationId()
  const { verifying } = await newKeys()
  const { client, db } = await openUnguarded(world.ownerUrl)
  const whole = await verifyAudit({ db, verifying }, organizationId, {})
  expect(whole).toMatchObject({ ok: true })
  for (let n = 0; n < TAMPERS; n += 1) {
    const seq = 1 + Math.floor(Math.random() * (ENTRIES - 100))
    await client.query('BEGIN')
    await client.query(CHANGES[n % CHANGES.length] ?? '', [organizationId, seq])
    const { firstBroken } = await verifyAudit({ db, verifying }, organizationId, {
      from: Math.max(1, seq - 50),
      limit: 100,
    })
    await client.query('ROLLBACK')
    expect([n % CHANGES.length, firstBroken]).toEqual([n % CHANGES.length, seq])
  }
  await client.end()
})
