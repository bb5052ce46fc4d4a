import { expect, it } from 'vitest'
import type { JobView } from '../../src/contracts/work-orders.js'
import { workOrderWorkflowId } from '../../temporal/ids.js'
import { createLostRunSearch } from '../../temporal/lost-runs.js'
import { wakeOverdueWorkOrders } from '../../temporal/wake-work-orders.js'
import { connectTemporal, DAY, fastForward } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const HOUR = DAY / 24
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR * 1000).toISOString()

const call = async (who: string, method: string, path: string, body?: unknown) => {
  const answer = await world.call(who, method, path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
const read = (id: string) => call('moderator', 'GET', `/work_orders/${id}`)
const listNews = async (who: string, type: string): Promise<string[]> => {
  const { items } = await call(who, 'GET', '/notifications?limit=100')
  return items.filter((one: any) => one.type === type).map(({ body }: any) => body)
}
const findRun = ({ number }: { number: string }) =>
  connectTemporal(world).workflow.getHandle(workOrderWorkflowId(`demo-${world.suffix}`, number))

/** How its run stands; undefined before it is there. */
const stands = (workOrder: { number: string }) =>
  findRun(workOrder)
    .describe()
    .then(({ status }) => status.name)
    .catch(() => undefined)

const describe = async (workOrder: { number: string }) =>
  (await findRun(workOrder).query<{ currentDetails?: string }>('__temporal_workflow_metadata'))
    .currentDetails

interface Offered {
  id: string
  number: string
  ticketId: string
  job: JobView
}

/** A work order for a ticket that begins in two days, offered to `it.agent`. */
async function offer(technicianId: string, over: object = {}): Promise<Offered> {
  const { id: ticketId } = await world.file()
  const made = await call('moderator', 'POST', '/work_orders', {
    ...{ title: 'Replace the router', durationMinutes: 60, ticketId },
    location: { address: '1 Harbour Street', area: 'north' },
    window: { from: inHours(1), to: inHours(100) },
  })
  const body = { technicianId, at: inHours(48), ...over }
  const { jobs } = await call('moderator', 'POST', `/work_orders/${made.id}/assign`, body)
  return { id: made.id, number: made.number, ticketId, job: jobs[0] }
}

it('a work order’s run waits for answers, reminds, announces what is late, and tells the ticket of its end', async () => {
  const userId = await world.userId('it.agent')
  const { id: technicianId } = await call('admin', 'POST', '/admin/technicians', { userId })
  const client = connectTemporal(world)

  const unanswered = await offer(technicianId, { acceptWithin: 'PT2H' })
  await world.until(async () => (await stands(unanswered)) === 'RUNNING')
  await world.until(async () => (await describe(unanswered))?.includes('`expire` is due at'))
  await fastForward(client, findRun(unanswered).workflowId, 3 * HOUR)
  await world.until(async () => (await read(unanswered.id)).status === 'open', 20_000)
  expect((await read(unanswered.id)).jobs[0].status).toBe('expired')
  expect((await listNews('moderator', 'job_expired')).length).toBe(1)
  expect((await listNews('it.agent', 'job_expired')).length).toBe(1)
  await call('moderator', 'POST', `/work_orders/${unanswered.id}/cancel`)
  await world.until(async () => (await stands(unanswered)) === 'COMPLETED')

  const visit = await offer(technicianId)
  expect((await listNews('it.agent', 'job_offered'))[0]).toContain('Where: ')
  await call('it.agent', 'PATCH', `/jobs/${visit.job.id}`, { status: 'accepted' })
  await world.until(async () => (await stands(visit)) === 'RUNNING')
  await findRun(visit).terminate('by hand')
  const search = createLostRunSearch({ db: world.db, client, taskQueue: world.config.taskQueue })
  await world.until(async () => {
    await search()
    return (await stands(visit)) === 'RUNNING'
  }, 20_000)
  await fastForward(client, findRun(visit).workflowId, 25 * HOUR)
  await world.until(async () => (await listNews('it.agent', 'job_reminder')).length === 1, 20_000)
  await fastForward(client, findRun(visit).workflowId, DAY)
  await world.until(async () => (await listNews('moderator', 'job_late')).length === 1, 20_000)
  expect(await listNews('it.agent', 'job_late')).toHaveLength(1)
  for (const status of ['en_route', 'started', 'completed']) {
    await call('it.agent', 'PATCH', `/jobs/${visit.job.id}`, { status })
  }
  await world.until(async () => (await stands(visit)) === 'COMPLETED', 20_000)
  const { items } = await call('requester', 'GET', `/tickets/${visit.ticketId}/timeline?limit=100`)
  const said = items.map((one: any) => one.message?.body).filter(Boolean)
  expect(said.filter((body: string) => body.includes(visit.number))).toEqual([
    `Work order ${visit.number} is completed.`,
  ])
  expect(await listNews('it.agent', 'job_reminder')).toHaveLength(2)

  const forgotten = await offer(technicianId, { acceptWithin: 'PT1H' })
  await world.until(async () => (await stands(forgotten)) === 'RUNNING')
  await findRun(forgotten).terminate('gone for good')
  await world.db.query(
    `UPDATE work_order SET next_due_at = now() - interval '2 minutes' WHERE id = $1`,
    [forgotten.id],
  )
  await world.db.query(`UPDATE job SET accept_by = now() WHERE id = $1`, [forgotten.job.id])
  await world.db.query(
    `UPDATE outbox SET created_at = created_at - interval '1 hour' WHERE kind = 'work_order'`,
  )
  await wakeOverdueWorkOrders(world.db)
  await world.until(async () => (await read(forgotten.id)).status === 'open', 20_000)
  const late = await world.call('it.agent', 'PATCH', `/jobs/${forgotten.job.id}`, {
    status: 'accepted',
  })
  expect([late.status, late.body.code]).toEqual([409, 'invalid_transition'])
})
