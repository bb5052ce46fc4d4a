import { describe, expect, it } from 'vitest'
import type { RequestView } from '../../src/contracts/requests.js'
import { createRequests } from '../support/requests.js'
import { createDriver, omitCounters } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const driver = createDriver(world)
const { begin, call, code, moderate, read, notificationTypes, history } = driver
const { raise, settle, inbox, status } = createRequests(driver)

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
    const closed = await begin('closed')
    await raise('requester', `/tickets/${closed.id}/reopen`, { reason: 'x' })
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
