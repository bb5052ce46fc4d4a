import { describe, expect, it } from 'vitest'
import type { Position } from '../../src/domain/ticket/position.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, read, code, call, history, notificationTypes } = createDriver(world)

const forward = (number: string, seconds: number) =>
  fastForward(connectTemporal(world), ticketWorkflowId(world, number), seconds)
const getRun = (number: string) =>
  connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
const readRunStatus = async (number: string) => (await getRun(number).describe()).status.name
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('deadlines of days', () => {
  it('verify and then close what the requester leaves unanswered, and the run ends', async () => {
    const { id, number, completedAt } = await begin('completed')
    await forward(number, 3 * DAY + 60)
    const closed = await world.until(async () => {
      const now = await read(id)
      return now.status === 'closed' && now
    })
    expect(closed.closedAt).toBe(closed.updatedAt)
    const waitedMs = Date.parse(closed.closedAt ?? '') - Date.parse(completedAt ?? '')
    expect(waitedMs).toBeGreaterThanOrEqual(3 * DAY * 1000)
    expect((await history(id)).slice(-2)).toEqual(['auto_verify by system', 'auto_close by system'])
    await world.until(async () => (await readRunStatus(number)) === 'COMPLETED')
    expect((await read(id)).revision).toBe(closed.revision) // the end of a run is no event
    const late = await code('requester', 'POST', `/tickets/${id}/rework`, { comment: 'x' })
    expect(late).toBe('invalid_transition') // refused on the row: there is no run
  })
  it('end the run of a closed ticket when its undo window is over, and not before', async () => {
    const { id, number } = await begin('closed')
    await forward(number, 14 * 60)
    await wait(1_000)
    expect(await readRunStatus(number)).toBe('RUNNING')
    await forward(number, 2 * 60)
    await world.until(async () => (await readRunStatus(number)) === 'COMPLETED')
    expect((await read(id)).status).toBe('closed')
  })
  it('do not fire once the work was sent back', async () => {
    const { id, number } = await begin('completed')
    await call('requester', 'POST', `/tickets/${id}/rework`, { comment: 'not yet' })
    await forward(number, 4 * DAY)
    await wait(1_500)
    expect(await read(id)).toMatchObject({ status: 'in_progress', autoVerifyAt: null })
  })
  it('notify the moderators once when nobody acknowledges', async () => {
    const { id, number, revision } = await begin('assigned')
    const count = async () =>
      (await notificationTypes('moderator2', id)).filter((one) => one === 'ticket_unacknowledged')
        .length
    await forward(number, DAY + 60)
    await world.until(async () => (await count()) === 1)
    await forward(number, 3 * DAY)
    await wait(1_000)
    expect(await count()).toBe(1)
    expect((await read(id)).revision).toBe(revision)
    expect((await history(id)).join()).not.toContain('unacknowledged')
  })
  it('that can’t be carried out are tried again after a minute, and hold up no command', async () => {
    const { id, number } = await begin('assigned')
    const [due] = (await getRun(number).query<Position>('position')).deadlines
    const failures = () =>
      world.logged.filter(
        ({ message, meta }) =>
          message.includes('could not be carried out') &&
          meta?.workflowId === ticketWorkflowId(world, number),
      )
    await world.owner.query('ALTER TABLE ticket_event RENAME COLUMN texts TO texts_hidden')
    try {
      await forward(number, (Date.parse(due?.at ?? '') - Date.now()) / 1000 + 10)
      await world.until(async () => failures().length > 0)
      await wait(2_000)
    } finally {
      await world.owner.query('ALTER TABLE ticket_event RENAME COLUMN texts_hidden TO texts')
    }
    expect(failures()).toHaveLength(1)
    await call('moderator', 'PATCH', `/tickets/${id}`, { tags: ['seen'] })
    expect(await notificationTypes('it.head', id)).not.toContain('sla_warning')
    await forward(number, 60)
    await world.until(async () => (await notificationTypes('it.head', id)).includes('sla_warning'))
  })
  it('begin with a message of the requester, which wakes the run: it warns, breaches and escalates until staff answers', async () => {
    const tell = { notify: { assignee: true }, raisePriority: true }
    const levels = [{ after: 'PT1H', on: 'breach', kind: 'next_response', ...tell }]
    const matrix = await call('admin', 'POST', '/admin/escalation_matrices', { name: 'x', levels })
    await call('admin', 'POST', '/admin/sla_policies', {
      ...{ name: 'x', escalationMatrixId: matrix.id, warnAt: [50] },
      targets: [{ priority: 'low', nextResponse: 'PT2H' }],
    })
    const { id, number } = await world.file('requester', { priority: 'low' })
    await call('moderator', 'POST', `/moderator/tickets/${id}/assign`, {})
    await call('requester', 'POST', `/tickets/${id}/messages`, { body: 'And now?' })
    const armed = async () => (await getRun(number).query<Position>('position')).deadlines
    await world.until(async () => (await armed()).some(({ kind }) => kind === 'next_response'))
    await forward(number, 2 * 3600 + 60)
    const told = () => notificationTypes('it.head', id)
    await world.until(async () => (await told()).includes('sla_breached'))
    await forward(number, 3600)
    await world.until(async () => (await told()).includes('sla_escalated'))
    expect(await read(id)).toMatchObject({ priority: 'normal', sla: { breached: true } })
    expect((await history(id)).at(-1)).toBe('escalate by system')
    await call('it.head', 'POST', `/tickets/${id}/messages`, { body: 'Now' })
    const { clocks } = await call('moderator', 'GET', `/tickets/${id}/sla`)
    expect(clocks).toMatchObject([{ kind: 'next_response', state: 'breached' }])
    expect((await call('moderator', 'GET', `/tickets/${id}/sla/proof`)).equal).toBe(true)
  })
})
