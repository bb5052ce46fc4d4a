import { describe, expect, it } from 'vitest'
import type { RequestView } from '../../src/contracts/requests.js'
import { createDriver, omitCounters } from '../support/scenario-driver.js'
import { connectTemporal, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, code, moderate, read, notificationTypes, history } = createDriver(world)

const raise = (who: string, path: string, body: object) =>
  call<RequestView>(who, 'POST', path, body)
const settle = (id: string, verb: 'grant' | 'decline', body: object = {}) =>
  call<RequestView>('moderator', 'POST', `/moderator/requests/${id}/${verb}`, body)
const inbox = async (status = 'pending'): Promise<string[]> =>
  (await call('moderator', 'GET', `/moderator/requests?status=${status}&limit=200`)).items.map(
    ({ id }: { id: string }) => id,
  )
const status = async (id: string): Promise<string | undefined> => {
  for (const one of ['pending', 'granted', 'declined', 'cancelled']) {
    if ((await inbox(one)).includes(id)) return one
  }
  return undefined
}

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

describe('the assignee’s requests', () => {
  it('to postpone: granted as asked or amended, restored by undo, cancelled when overtaken', async () => {
    const { id } = await begin('in_progress')
    const path = `/tickets/${id}/postpone-request`
    expect(await code('requester', 'POST', path, { reason: 'x' })).toBe('forbidden')
    const asked = await raise('it.head', path, { reason: 'Parts', reminderEvery: 'P2D' })
    const before = await read(id)
    await settle(asked.id, 'grant', { reminderEvery: 'P1D' })
    expect(await read(id)).toMatchObject({
      status: 'postponed',
      postponed: { reason: 'Parts', reminderEvery: 'P1D' },
    })
    await moderate(id, 'undo')
    expect(omitCounters(await read(id))).toEqual(omitCounters(before))
    expect(await status(asked.id)).toBe('pending')
    const restored = await call('it.head', 'GET', '/requests?status=pending&kind=postpone')
    expect(restored.items.find((one: RequestView) => one.id === asked.id)).toEqual(asked)
    await moderate(id, 'close', { reason: 'x' })
    expect(await status(asked.id)).toBe('cancelled')
    await moderate(id, 'undo')
    expect(await status(asked.id)).toBe('pending')
    expect(
      await code('moderator', 'POST', `/moderator/requests/${asked.id}/grant`, { subTickets: [] }),
    ).toBe('validation_failed')
  })
  it('to postpone until a date that has passed meanwhile: with another date, or none', async () => {
    const grantLate = async (given: object) => {
      const { id } = await begin('in_progress')
      const resumeAt = new Date(Date.now() + 2000).toISOString()
      const path = `/tickets/${id}/postpone-request`
      const asked = await raise('it.head', path, { reason: 'Parts', resumeAt })
      await new Promise((resolve) => setTimeout(resolve, 2100))
      const grant = `/moderator/requests/${asked.id}/grant`
      expect(await code('moderator', 'POST', grant, {})).toBe('validation_failed')
      expect((await settle(asked.id, 'grant', given)).status).toBe('granted')
      return (await read(id)).postponed?.resumeAt
    }
    const later = new Date(Date.now() + 86_400_000).toISOString()
    expect(
      await Promise.all([grantLate({ resumeAt: null }), grantLate({ resumeAt: later })]),
    ).toEqual([null, later])
  })
  it('for a sub-ticket: with its department, or with what the moderator gives', async () => {
    const { id } = await begin('in_progress')
    const departmentId = await world.departmentId('HR')
    const wish = { ticketId: id, title: 'Contract', description: 'A copy', departmentId }
    expect(
      await code('it.head', 'POST', '/subticket-requests', { ...wish, departmentId: undefined }),
    ).toBe('validation_failed')
    const asked = await raise('it.head', '/subticket-requests', wish)
    expect(asked).toMatchObject({
      kind: 'sub_ticket',
      content: { title: 'Contract', description: 'A copy', departmentId },
    })
    await settle(asked.id, 'grant')
    const { items } = await call('moderator', 'GET', `/tickets/${id}/sub-tickets`)
    expect(items).toMatchObject([{ title: 'Contract', description: 'A copy', departmentId }])
    expect(await notificationTypes('it.head', id)).toContain('request_decided')
    const tooLong = { body: 'x'.repeat(10_001), flag: 'request_subticket' }
    expect(await code('it.head', 'POST', `/tickets/${id}/messages`, tooLong)).toBe('too_long')
    const flagging = { body: 'We need finance too', flag: 'request_subticket', clientId: 'f' }
    const first = await call('it.head', 'POST', `/tickets/${id}/messages`, flagging)
    expect((await call('it.head', 'POST', `/tickets/${id}/messages`, flagging)).id).toBe(first.id)
    expect(first.flag).toBe('request_subticket')
    expect(
      await code('requester', 'POST', `/tickets/${id}/messages`, {
        body: 'x',
        flag: 'request_postpone',
      }),
    ).toBe('forbidden')
    const [flagged] = await inbox()
    expect(flagged).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/)
    const again = { body: 'And once more', flag: 'request_subticket' }
    const messages = async () =>
      (await call('it.head', 'GET', `/tickets/${id}/messages`)).items.length
    const count = await messages()
    expect(await code('it.head', 'POST', `/tickets/${id}/messages`, again)).toBe('request_pending')
    const missing = { ...again, flag: 'request_postpone', attachments: [departmentId] }
    expect(await code('it.head', 'POST', `/tickets/${id}/messages`, missing)).toBe(
      'attachment_not_found',
    )
    expect(await messages()).toBe(count)
    expect(await inbox()).toEqual([flagged, ...(await inbox()).slice(1)])
    const own = await call('it.head', 'GET', '/requests?kind=postpone&mine=true&status=pending')
    expect(own.items.some(({ ticketId }: RequestView) => ticketId === id)).toBe(false)
    expect(await code('moderator', 'POST', `/moderator/requests/${flagged}/grant`)).toBe(
      'validation_failed',
    )
    await settle(flagged ?? '', 'grant', { subTickets: [{ title: 'Budget', departmentId }] })
    expect((await history(id)).filter((name) => name === 'split')).toHaveLength(2)
  })
  it('are their askers’ to see, newest first, page by page; all are the moderators’', async () => {
    const seen: RequestView[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: RequestView[]; nextCursor: string | null } = await call(
        'it.head',
        'GET',
        `/requests?limit=1${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...page.items)
      cursor = page.nextCursor
    }
    expect(seen.length).toBeGreaterThan(3)
    const me = await world.userId('it.head')
    expect(seen.every(({ by }) => by.id === me)).toBe(true)
    const instants = seen.map(({ at }) => at)
    expect(instants).toEqual([...instants].sort().reverse())
    const all = await call('moderator', 'GET', '/requests?limit=200&count=true')
    expect(all.total).toBeGreaterThan(seen.length)
    expect((await call('moderator', 'GET', '/requests?mine=true')).items).toEqual([])
    expect(await code('it.head', 'GET', '/requests?status=odd')).toBe('validation_failed')
  })
  it('are for moderators to see', async () => {
    expect((await world.call('it.head', 'GET', '/moderator/requests')).status).toBe(403)
    const nothing = '01900000-0000-7000-8000-000000000000'
    expect(
      (await world.call('moderator', 'POST', `/moderator/requests/${nothing}/grant`, {})).status,
    ).toBe(404)
  })
})
