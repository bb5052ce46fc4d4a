import type { WorkflowHandle } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import type { Position } from '../../src/domain/ticket/position.js'
import { deliveriesWorkflowId, workflowId } from '../../temporal/ids.js'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read, moderate, split, history } = createDriver(world)

const getRun = (id: string) => connectTemporal(world).workflow.getHandle(id)
const runOf = (family: Family, number: string, n?: number) =>
  getRun(workflowId(family, `demo-${world.suffix}`, number, n))
const isRunning = async (run: WorkflowHandle) => (await run.describe()).status.name === 'RUNNING'

/** What a worker does each minute, until the run is back. */
async function untilBack(run: WorkflowHandle): Promise<void> {
  const client = connectTemporal(world)
  const search = createLostRunSearch({ db: world.db, client, taskQueue: world.config.taskQueue })
  await world.until(async () => {
    await search()
    return isRunning(run)
  })
}
const countSignals = async (id: string) =>
  (await world.db.query(`SELECT 1 FROM outbox WHERE kind = 'signal' AND entity_id = $1`, [id]))
    .length

describe('a run that is terminated', () => {
  it('is back, waits for the same deadlines, and carries them out once', async () => {
    const { id, number } = await begin('completed')
    const run = runOf('ticket', number)
    const { deadlines } = await run.query<Position>('position')
    await run.terminate('by hand')
    await untilBack(run)
    expect((await run.query<Position>('position')).deadlines).toEqual(deadlines)
    await fastForward(connectTemporal(world), run.workflowId, 4 * DAY)
    await world.until(async () => (await read(id)).status === 'closed')
    expect((await history(id)).slice(-2)).toEqual(['auto_verify by system', 'auto_close by system'])
  })
  it.each(['postpone', 'approval', 'split'] as const)('of %s is back too', async (family) => {
    const { id, number } = await begin('in_progress', 'FIN')
    if (family === 'postpone') await moderate(id, 'postpone', { reason: 'x' })
    if (family === 'split') await split(id, ['IT'])
    if (family === 'approval') {
      await call('finance.head', 'POST', '/approvals', { ticketId: id, reason: 'x' })
    }
    const run = runOf(family, number, family === 'approval' ? 1 : undefined)
    await world.until(() => isRunning(run).catch(() => false))
    await run.terminate('by hand')
    await untilBack(run)
    expect((await run.query<Position>('position')).deadlines.length).toBeGreaterThan(0)
  })
  it('of the mails is back, and sends what waits', async () => {
    await begin('submitted')
    const run = getRun(deliveriesWorkflowId(`demo-${world.suffix}`))
    await world.until(() => isRunning(run).catch(() => false))
    await run.terminate('by hand')
    await untilBack(run)
  })
  it('after its work was done stays ended', async () => {
    const { id, number } = await begin('closed')
    await runOf('ticket', number).terminate('by hand')
    const before = await countSignals(id)
    const client = connectTemporal(world)
    const search = createLostRunSearch({ db: world.db, client, taskQueue: world.config.taskQueue })
    await world.until(async () => {
      await search()
      return !(await isRunning(runOf('ticket', number)))
    })
    expect(await countSignals(id)).toBe(before)
  })
})

describe('a run that is reset', () => {
  it('catches up with its row, and carries out no operator’s signal twice', async () => {
    const { id, number } = await begin('assigned')
    const run = runOf('ticket', number)
    await run.signal('set_tags', { tags: ['by-hand'] })
    await world.until(async () => (await read(id)).tags.includes('by-hand'))
    await call('moderator', 'PATCH', `/tickets/${id}`, { tags: ['by-people'] })
    const { revision } = await read(id)
    const { runId } = await run.describe()
    await connectTemporal(world).workflowService.resetWorkflowExecution({
      namespace: world.config.temporal.namespace,
      workflowExecution: { workflowId: run.workflowId, runId },
      reason: 'by hand',
      workflowTaskFinishEventId: 4 as never, // a Long takes numbers
      requestId: runId,
    })
    await untilBack(run)
    await world.until(async () => (await run.query<Position>('position')).revision === revision)
    await call('it.head', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
    expect(await read(id)).toMatchObject({ revision: revision + 1, tags: ['by-people'] })
  })
})
