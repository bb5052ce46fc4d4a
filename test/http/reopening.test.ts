import { describe, expect, it } from 'vitest'
import type { RequestView } from '../../src/contracts/requests.js'
import { createRequests } from '../support/requests.js'
import { createDriver } from '../support/scenario-driver.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const driver = createDriver(world)
const { begin, call, code, moderate, read, notificationTypes } = driver
const { raise, settle, status } = createRequests(driver)

describe('reopening', () => {
  it('is asked for, granted, and begins a new version of the same ticket in a new run', async () => {
    const { id, number } = await begin('closed')
    await call('moderator', 'POST', `/tickets/${id}/undo`)
    await call('requester', 'POST', `/tickets/${id}/messages`, { body: 'in the first version' })
    await moderate(id, 'close', { reason: 'done' })
    const first = connectTemporal(world).workflow.getHandle(ticketWorkflowId(world, number))
    const { runId } = await first.describe()
    const asked = await raise('requester', `/tickets/${id}/reopen`, { reason: 'It smokes again' })
    expect(asked).toMatchObject({
      kind: 'reopen',
      ticketId: id,
      ticketNumber: number,
      reason: 'It smokes again',
      status: 'pending',
    })
    expect(await notificationTypes('moderator', id)).toContain('request_raised')
    expect(await code('requester', 'POST', `/tickets/${id}/reopen`, { reason: 'x' })).toBe(
      'request_pending',
    )
    expect((await settle(asked.id, 'grant')).status).toBe('granted')
    const again = await read(id)
    expect(again).toMatchObject({
      status: 'reopened',
      version: 2,
      reopenCount: 1,
      assigneeId: await world.userId('it.head'),
      closedAt: null,
    })
    expect(Date.parse(again.sla.resolutionDueAt ?? '')).toBeGreaterThan(Date.now())
    expect(await notificationTypes('requester', id)).toEqual(
      expect.arrayContaining(['request_decided', 'ticket_reopened']),
    )
    const bodies = async (who: string, query = '') =>
      (await call(who, 'GET', `/tickets/${id}/messages${query}`)).items.map(
        ({ body }: { body: string }) => body,
      )
    expect(await bodies('requester')).toEqual([]) // the new room is empty
    expect(await bodies('moderator', '?version=1')).toContain('in the first version')
    expect((await world.call('requester', 'GET', `/tickets/${id}/messages?version=1`)).status).toBe(
      403,
    )
    await world.until(async () => {
      const now = await connectTemporal(world)
        .workflow.getHandle(ticketWorkflowId(world, number))
        .describe()
      return now.runId !== runId && now.status.name === 'RUNNING'
    })
    expect(await code('moderator', 'POST', `/moderator/requests/${asked.id}/grant`)).toBe(
      'request_decided',
    )
    await call('it.head', 'PATCH', `/tickets/${id}/status`, { status: 'in_progress' })
  })

  it('begins without what the last version said and took', async () => {
    const { id } = await begin('in_progress', 'HR')
    await call('hr.head', 'PATCH', `/tickets/${id}/progress`, { percent: 40, notes: 'half' })
    const last = await call('hr.head', 'PATCH', `/tickets/${id}/status`, {
      status: 'completed',
      notes: 'done',
    })
    expect(last).toMatchObject({ progressNotes: 'half', completionNotes: 'done' })
    await moderate(id, 'close', { reason: 'x' })
    // in another's place by now: nobody of the department is left to work on it but its head, who is gone
    const hr = await world.userId('hr.head')
    await world.db.query(`UPDATE app_user SET roles = '{requester}' WHERE id = $1`, [hr])
    const again = await moderate(id, 'reopen', { reason: 'x' })
    await world.db.query(`UPDATE app_user SET roles = '{agent}' WHERE id = $1`, [hr])
    expect(again).toMatchObject({
      status: 'reopened',
      assigneeId: null,
      progressPercent: 0,
      progressNotes: null,
      completionNotes: null,
      startedAt: null,
      submittedAt: last.submittedAt,
      timeToFirstResponse: null,
      timeToResolution: null,
    })
    expect(await notificationTypes('moderator2', id)).toContain('ticket_unassigned')
    const given = await moderate(id, 'reassign', { reason: 'x' })
    expect(given).toMatchObject({ assigneeId: hr, status: 'assigned', timeToFirstResponse: null })
  })

  it('is granted twice and no more, but a moderator may of their own accord', async () => {
    const { id } = await begin('closed')
    for (let granted = 1; granted <= 2; granted += 1) {
      const asked = await raise('requester', `/tickets/${id}/reopen`, { reason: 'x' })
      await settle(asked.id, 'grant', { reason: 'amended' })
      await moderate(id, 'close', { reason: 'x' })
    }
    expect(await code('requester', 'POST', `/tickets/${id}/reopen`, { reason: 'x' })).toBe(
      'reopen_limit',
    )
    expect(await moderate(id, 'reopen', { reason: 'our mistake' })).toMatchObject({
      version: 4,
      reopenCount: 2,
    })
    const { items } = await call('moderator', 'GET', `/tickets/${id}/history`)
    expect(
      items
        .filter((i: { command: string }) => i.command === 'reopen')
        .map((i: { reason: string }) => i.reason),
    ).toEqual(['amended', 'amended', 'our mistake'])
  })

  it('may be declined, for a reason, and is cancelled when overtaken', async () => {
    const { id } = await begin('closed')
    const asked = await raise('requester', `/tickets/${id}/reopen`, { reason: 'x' })
    const path = `/moderator/requests/${asked.id}/decline`
    expect(await code('moderator', 'POST', path, {})).toBe('validation_failed')
    expect((await settle(asked.id, 'decline', { reason: 'warranty is over' })).status).toBe(
      'declined',
    )
    expect(await code('moderator', 'POST', path, { reason: 'x' })).toBe('request_decided')
    const second = await raise('requester', `/tickets/${id}/reopen`, { reason: 'x' })
    await moderate(id, 'reopen', { reason: 'x' })
    expect(await status(second.id)).toBe('cancelled')
    const own = await call<{ items: RequestView[] }>('requester', 'GET', '/requests?mine=true')
    const [last, first] = own.items.filter(({ ticketId }) => ticketId === id)
    const by = { id: await world.userId('requester'), name: 'Rosa Requester' }
    expect(first).toEqual({
      ...asked,
      by,
      status: 'declined',
      decidedBy: { id: await world.userId('moderator'), name: 'Mona Moderator' },
      decidedAt: expect.any(String),
      decisionReason: 'warranty is over',
    })
    expect(last).toEqual({ ...second, status: 'cancelled', decidedAt: expect.any(String) })
    expect(await code('requester2', 'POST', `/tickets/${id}/reopen`, { reason: 'x' })).toBe(
      'not_found',
    )
  })
})
