import { describe, expect, it } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

describe('the lifecycle, from filing to closing', () => {
  it('takes a ticket through every status, and keeps every step', async () => {
    const filed = await world.file()
    expect(filed).toMatchObject({
      status: 'submitted',
      number: expect.stringMatching(/^T-\d+$/),
      revision: 1,
    })
    const step = async (who: string, method: string, path: string, body?: unknown) => {
      const answer = await world.call<TicketView>(who, method, path.replace('{id}', filed.id), body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      expect(answer.headers.get('etag')).toBe(`"${answer.body.revision}"`)
      return answer.body
    }
    const [created] = await world.db.query<{ number: string }>(
      `SELECT data->>'number' AS number FROM stream_event WHERE type = 'ticket:created' AND data->>'id' = $1`,
      [filed.id],
    )
    expect(created).toEqual({ number: filed.number })
    const head = await world.userId('it.head')
    const approved = await step('moderator', 'POST', '/moderator/tickets/{id}/approve', {})
    expect(approved).toMatchObject({ status: 'open', revision: 2, assigneeId: null })
    const assigned = await step('moderator', 'PATCH', '/moderator/tickets/{id}/assign', {
      priority: 'high',
    })
    expect(assigned).toMatchObject({ status: 'assigned', assigneeId: head, priority: 'high' })
    expect(
      Date.parse(assigned.sla.resolutionDueAt ?? '') - Date.parse(assigned.assignedAt ?? ''),
    ).toBe(86_400_000)
    await step('it.head', 'PATCH', '/tickets/{id}/acknowledge')
    const again = await step('it.head', 'PATCH', '/tickets/{id}/acknowledge')
    expect(again.revision).toBe(4) // the second changes nothing
    await step('it.head', 'PATCH', '/tickets/{id}/status', { status: 'in_progress' })
    await step('it.head', 'PATCH', '/tickets/{id}/progress', {
      percent: 40,
      notes: 'ordered a part',
    })
    const done = await step('it.head', 'PATCH', '/tickets/{id}/status', {
      status: 'completed',
      notes: 'replaced',
    })
    expect(done).toMatchObject({
      status: 'completed',
      completionNotes: 'replaced',
      progressNotes: 'ordered a part',
      progressPercent: 100,
    })
    expect(Date.parse(done.autoVerifyAt ?? '') - Date.parse(done.completedAt ?? '')).toBe(
      3 * 86_400_000,
    )
    const back = await step('requester', 'POST', '/tickets/{id}/rework', {
      comment: 'still smokes',
    })
    expect(back.progressPercent).toBe(40)
    await step('it.head', 'PATCH', '/tickets/{id}/status', {
      status: 'completed',
      notes: 'really replaced',
    })
    const resolved = await step('requester', 'PATCH', '/tickets/{id}/resolve_by_requester', {
      rating: 4,
    })
    expect(resolved).toMatchObject({
      status: 'resolved',
      satisfactionScore: 4,
      reworkCount: 1,
      autoVerifyAt: null,
    })
    const closed = await step('moderator', 'POST', '/moderator/tickets/{id}/close', {})
    expect(closed).toMatchObject({ status: 'closed', allowedCommands: ['reopen', 'undo'] })

    const history = await world.call<{
      items: { command: string; from: string; to: string; reason?: string }[]
    }>('requester', 'GET', `/tickets/${filed.number}/history`)
    expect(history.body.items.map(({ command, to }) => `${command}:${to}`)).toEqual([
      'submit:submitted',
      'approve:open',
      'assign:assigned',
      'acknowledge:assigned',
      'start:in_progress',
      'progress:in_progress',
      'complete:completed',
      'request_rework:in_progress',
      'complete:completed',
      'resolve:resolved',
      'close:closed',
    ])
    expect(history.body.items.find(({ command }) => command === 'request_rework')?.reason).toBe(
      'still smokes',
    )
    const timeline = await world.call<{ items: { kind: string }[] }>(
      'requester',
      'GET',
      `/tickets/${filed.id}/timeline?limit=5`,
    )
    expect(timeline.body.items).toHaveLength(5)
  })

  it('tells each of those concerned, in the app and by mail, and nobody of what they did themselves', async () => {
    const filed = await world.file('requester2', { title: 'Notify me' })
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/assign`, {})
    const types = async (who: string) => {
      const { body } = await world.call<{ items: { type: string; ticketId: string }[] }>(
        who,
        'GET',
        '/notifications',
      )
      return body.items.filter(({ ticketId }) => ticketId === filed.id).map(({ type }) => type)
    }
    expect(await types('it.head')).toEqual(['ticket_assigned'])
    expect(await types('moderator2')).toEqual(['ticket_submitted'])
    expect(await types('moderator')).toEqual(['ticket_submitted'])
    expect(await types('requester2')).toEqual([])
    const mails = await world.until(async () => {
      const answer = await world.app.request('/dev/mails?limit=200')
      const { items } = (await answer.json()) as {
        items: { to: string; subject: string; headers: Record<string, string> }[]
      }
      const mine = items.filter(({ subject }) => subject.includes(filed.number))
      return mine.length >= 2 && mine
    }, 30_000)
    expect(mails.map(({ to }) => to).sort()).toEqual(['it.head@demo.test', 'requester2@demo.test'])
    expect(mails[0]?.headers.References).toBe(`<ticket-${filed.id}@perdure>`)
  })

  it('lets exactly one of many racing claimers win', async () => {
    const filed = await world.file()
    await world.call('moderator', 'POST', `/moderator/tickets/${filed.id}/approve`, {})
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        world.call(i % 2 ? 'it.head' : 'it.agent', 'POST', `/tickets/${filed.id}/claim`),
      ),
    )
    const codes = answers.map(({ status, body }) => (status === 200 ? 'won' : body.code)).sort()
    expect(codes).toEqual([...Array(7).fill('already_assigned'), 'won'])
  })
})
