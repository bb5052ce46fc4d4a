import type { WorkflowHandle } from '@temporalio/client'
import { describe, expect, it } from 'vitest'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import type { Position } from '../../src/domain/ticket/position.js'
import { deliveriesWorkflowId, workflowId } from '../../temporal/ids.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, read, moderate, split, history } = createDriver(world)

const getRun = (id: string) => connectTemporal(world).workflow.getHandle(id)
const runOf = (family: Family, number: string, n?: number) =>
  getRun(workflowId(family, `demo-${world.suffix}`, number, n))

const readDetails = (run: WorkflowHandle) =>
  run
    .query<{ currentDetails?: string }>('__temporal_workflow_metadata')
    .then(({ currentDetails }) => currentDetails ?? '')

/** What the audit log has of the cancellation of this workflow's runs. */
const readDenied = (workflow: string) =>
  world.db.query<{ action: string; ticket: string | null; run: string }>(
    `SELECT action, ticket_id AS ticket, d.after->>'runId' AS run
     FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id
     WHERE e.outcome = 'denied' AND e.actor->>'kind' = 'operator' AND d.after->>'workflowId' = $1`,
    [workflow],
  )

/** Cancels, and waits for the run that goes on without the mark. */
async function cancel(run: WorkflowHandle): Promise<void> {
  const { runId } = await world.until(() => run.describe().catch(() => undefined))
  await run.cancel()
  await world.until(async () => {
    const now = await run.describe()
    return now.runId !== runId && now.status.name === 'RUNNING'
  })
  const { events = [] } = await run.fetchHistory()
  expect(events?.filter((event) => event.workflowExecutionCancelRequestedEventAttributes)).toEqual(
    [],
  )
  const denied = await readDenied(run.workflowId)
  expect(denied).toMatchObject([{ run: runId }])
  expect(await readDetails(run)).toMatch(/request to cancel this run was refused at 2/)
}

describe('a request to cancel', () => {
  it('a ticket’s run is refused in words, audited, and ends nothing', async () => {
    const { id, number } = await begin('completed')
    await cancel(runOf('ticket', number))
    await fastForward(connectTemporal(world), runOf('ticket', number).workflowId, 3 * DAY + 60)
    await world.until(async () => (await read(id)).status === 'closed')
    expect((await history(id)).slice(-2)).toEqual(['auto_verify by system', 'auto_close by system'])
    const audit = await call('admin', 'GET', `/admin/audit?ticketId=${id}&action=ticket.cancel_run`)
    expect(audit.items).toMatchObject([{ actor: { kind: 'operator' }, outcome: 'denied' }])
  })
  it('while commands run lets all of them be answered', async () => {
    const { id, number } = await begin('in_progress')
    const run = runOf('ticket', number)
    const percents = [10, 20, 30, 40, 50, 60]
    const answers = percents.map(async (percent, at) => {
      if (at === 2) await run.cancel()
      return world.call('it.head', 'PATCH', `/tickets/${id}/progress`, { percent })
    })
    for (const answer of await Promise.all(answers)) expect(answer.status).toBe(200)
    await world.until(async () => (await readDenied(run.workflowId)).length === 1)
    await call('it.head', 'PATCH', `/tickets/${id}/progress`, { percent: 70 })
    expect((await history(id)).filter((one) => one === 'progress')).toHaveLength(7)
  })
  it('twice is refused twice', async () => {
    const { number } = await begin('assigned')
    const run = runOf('ticket', number)
    await cancel(run)
    await run.cancel()
    await world.until(async () => (await readDenied(run.workflowId)).length === 2)
  })
  it('a postponement’s leaves its reminders as they were', async () => {
    const { id, number } = await begin('assigned')
    await moderate(id, 'postpone', { reason: 'x' })
    const run = runOf('postpone', number)
    await cancel(run)
    expect((await run.query<Position>('position')).deadlines[0]?.kind).toBe('postpone_reminder')
    await moderate(id, 'restart')
  })
  it('an approval’s lets it be decided', async () => {
    const { id } = await begin('in_progress', 'FIN')
    const asked = await call('finance.head', 'POST', '/approvals', { ticketId: id, reason: 'x' })
    await cancel(runOf('approval', (await read(id)).number, 1))
    await call('ceo', 'POST', `/approvals/${asked.id}/approve`, {})
    expect((await read(id)).status).toBe('in_progress')
  })
  it('a split’s leaves it watching', async () => {
    const { id, number } = await begin('in_progress')
    await split(id, ['IT'])
    await cancel(runOf('split', number))
    expect((await runOf('split', number).query<Position>('position')).deadlines[0]?.kind).toBe(
      'sub_ticket_nudge',
    )
  })
  it('the mails’ run loses no mail', async () => {
    const run = getRun(deliveriesWorkflowId(`demo-${world.suffix}`))
    await cancel(run)
    await begin('assigned')
    const waiting = () =>
      world.db.query(`SELECT 1 FROM outbox WHERE kind IN ('mail', 'digest') AND done_at IS NULL
        AND due_at <= now()`)
    await world.until(async () => (await waiting()).length === 0)
  })
})
