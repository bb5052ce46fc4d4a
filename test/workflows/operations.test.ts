import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { beginOperation } from '../../src/write/operations/begin.js'
import { operationWorkflowId } from '../../temporal/ids.js'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { operationRevival } from '../../temporal/revive.js'
import { connectTemporal } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld({ env: { RATE_LIMIT_EXPORTS: '0' } })

const read = async (id: string) =>
  (await world.call('admin', 'GET', `/admin/audit/exports/${id}`)).body
const untilIs = (id: string, status: string) =>
  world.until(async () => (await read(id)).status === status, 30_000)

/** Nothing is linked into the audit's chain meanwhile: an export of it begins, and waits. */
async function holdAudit() {
  const client = new pg.Client({ connectionString: world.ownerUrl })
  await client.connect()
  await client.query('BEGIN')
  await client.query('SELECT 1 FROM stream_head FOR UPDATE')
  return async () => {
    await client.query('ROLLBACK')
    await client.end()
  }
}

describe('work that runs', () => {
  it('is cancelled by its maker within seconds', async () => {
    const release = await holdAudit()
    const id = await begin({})
    await untilIs(id, 'running')
    const asked = await world.call('admin', 'POST', `/operations/${id}/cancel`)
    expect(asked.status).toBe(200)
    await untilIs(id, 'cancelled')
    await release()
    expect((await world.call('admin', 'GET', `/operations/${id}`)).body).toMatchObject({
      status: 'rejected',
      problem: { code: 'cancelled' },
    })
  })
  it('is begun anew where its run was terminated', async () => {
    const client = connectTemporal(world)
    const id = await begin({ isLost: true })
    const workflowId = operationWorkflowId('export', `demo-${world.suffix}`, id)
    const taskQueue = `${world.config.taskQueue}-nobody` // whose workers would carry it out before it is terminated
    const args = [{ organizationId: await world.organizationId(), operationId: id }]
    const run = await client.workflow.start('operation', { workflowId, taskQueue, args })
    await run.terminate('by hand')
    const search = createLostRunSearch({ db: world.db, client, taskQueue })
    await world.until(async () => {
      await search()
      return (await read(id)).status === 'completed'
    }, 30_000)
  })
  it('is begun anew where Temporal has lost its run with all others', async () => {
    const id = await begin({ agoMs: 11 * 60_000, isLost: true })
    await operationRevival.reviveOverdue(world.db)
    await operationRevival.reviveOverdue(world.db)
    await untilIs(id, 'completed')
    const asked = await world.db.query(`SELECT 1 FROM outbox WHERE entity_id = $1`, [id])
    expect(asked).toHaveLength(1)
  })
})

interface Begun {
  /** It was asked for so long ago. */
  agoMs?: number
  /** What was to start its run is done: with the run it is gone. */
  isLost?: boolean
}

/** An export that somebody has asked for. */
async function begin({ agoMs = 0, isLost = false }: Begun): Promise<string> {
  const id = crypto.randomUUID()
  const organizationId = await world.organizationId()
  const requestedById = await world.userId('admin')
  await world.owner.transaction(async (transaction) => {
    await beginOperation(transaction, {
      ...{ organizationId, id, kind: 'audit_export', requestedById },
      at: new Date(Date.now() - agoMs).toISOString(),
      input: { filters: {}, format: 'csv', isRedacted: true },
      audited: { action: 'export.create', entity: 'operation', entityId: id },
    })
    if (isLost) await transaction.query('DELETE FROM outbox WHERE entity_id = $1', [id])
  })
  return id
}
