import { describe, expect, it, vi } from 'vitest'
import type { TicketView } from '../../src/contracts/tickets.js'
import { omitCounters } from '../support/scenario-driver.js'
import { connectTemporal, DAY, fastForward, ticketWorkflowId } from '../support/temporal.js'
import { useWorld } from '../support/world.js'

const world = useWorld()

type Undone = TicketView & {
  undone: { command: string; at: string; by: { id: string; name: string } }
}
const act = (who: string, path: string, body: unknown = {}, method = 'POST') =>
  world.call<TicketView>(who, method, path, body)
const undo = (id: string, who = 'moderator') =>
  world.call<Undone>(who, 'POST', `/moderator/tickets/${id}/undo`)
const read = async (id: string) =>
  (await world.call<TicketView>('moderator', 'GET', `/tickets/${id}?include=participants`)).body

describe('undo', () => {
  it('restores exactly what was before each action, and says what it took back', async () => {
    const filed = await world.file()
    const moderator = await world.userId('moderator')
    const actions: [command: string, path: string, body: object][] = [
      ['ask_clarification', 'clarify', { question: 'Which floor?' }],
      ['reject', 'reject', { reason: 'x' }],
      ['approve', 'approve', {}],
      ['assign', 'assign', { priority: 'urgent' }],
    ]
    for (const [command, path, body] of actions) {
      const before = await read(filed.id)
      const done = await act('moderator', `/moderator/tickets/${filed.id}/${path}`, body)
      expect(done.status, JSON.stringify(done.body)).toBe(200)
      const undone = await undo(filed.id, 'moderator2')
      expect(undone.status, JSON.stringify(undone.body)).toBe(200)
      expect(undone.body.undone).toEqual({
        command,
        at: done.body.updatedAt,
        by: { id: moderator, name: 'Mona Moderator' },
      })
      expect(omitCounters(await read(filed.id)), command).toEqual(omitCounters(before))
    }
    expect((await undo(filed.id)).body).toMatchObject({ code: 'nothing_to_undo' })
    const { body } = await world.call('moderator', 'GET', `/tickets/${filed.id}/history`)
    expect(body.items.map((i: { command: string }) => i.command).slice(1)).toEqual(
      actions.flatMap(([command]) => [command, 'undo']),
    )
  })

  it('restores the texts that were shown before', async () => {
    const { id } = await world.file()
    const moderate = (verb: string, body: object) =>
      act('moderator', `/moderator/tickets/${id}/${verb}`, body)
    await moderate('clarify', { question: 'Which floor?' })
    await act('requester', `/tickets/${id}/clarification`, { answer: 'The third.' })
    const answered = await read(id)
    await moderate('clarify', { question: 'Which room?' })
    expect((await read(id)).clarification).toMatchObject({ question: 'Which room?' })
    await undo(id)
    expect(omitCounters(await read(id))).toEqual(omitCounters(answered))
    expect(answered.clarification).toMatchObject({
      question: 'Which floor?',
      answer: 'The third.',
    })
    await moderate('reject', { reason: 'Spam.' })
    await undo(id)
    const { number } = await world.file()
    const other = await read(number)
    const rejected = await moderate('reject', { duplicateOf: other.id })
    expect(rejected.body.rejection).toEqual({
      reason: null,
      duplicateOf: other.id,
      duplicateOfNumber: other.number,
    })
  })

  it('revives the timers of a closed ticket, the old assignee’s view, and notifies those concerned', async () => {
    const { id, number } = await world.file()
    await act('moderator', `/moderator/tickets/${id}/assign`)
    await act('it.head', `/tickets/${id}/status`, { status: 'in_progress' }, 'PATCH')
    const before = await read(id)
    const agent = await world.userId('it.agent')
    const moved = await act('moderator', `/moderator/tickets/${id}/reassign`, {
      assigneeId: agent,
      reason: 'holiday',
    })
    expect(moved.body).toMatchObject({ status: 'assigned', assigneeId: agent, sla: before.sla })
    await act('moderator', `/tickets/${id}/undo`)
    expect(omitCounters(await read(id))).toEqual(omitCounters(before))
    expect((await world.call('it.head', 'GET', `/tickets/${id}`)).status).toBe(200)
    await act('it.head', `/tickets/${id}/status`, { status: 'completed', notes: 'x' }, 'PATCH')
    const completed = await read(id)
    await act('moderator', `/moderator/tickets/${id}/close`, { reason: 'x' })
    await undo(id)
    expect(omitCounters(await read(id))).toEqual(omitCounters(completed))
    const types = (await world.call('it.agent', 'GET', '/notifications')).body.items.map(
      (n: { type: string }) => n.type,
    )
    expect(types).toEqual(['action_undone', 'ticket_assigned'])
    await fastForward(connectTemporal(world), ticketWorkflowId(world, number), 4 * DAY)
    await world.until(async () => (await read(id)).status === 'closed')
  })

  it('is not too late because the clock of the API is ahead', async () => {
    const { id } = await world.file()
    await act('moderator', `/moderator/tickets/${id}/approve`)
    await world.db.query(
      `UPDATE ticket SET state = jsonb_set(state, '{undo,until}', to_jsonb($2::text)) WHERE id = $1`,
      [id, new Date(Date.now() + 30_000).toISOString()],
    )
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 })
    try {
      expect((await undo(id)).status).toBe(200)
    } finally {
      vi.useRealTimers()
    }
  })

  it('is refused once something has come since, when it is too late, to others, and twice at once', async () => {
    const overtaken = await world.file()
    await act('moderator', `/moderator/tickets/${overtaken.id}/approve`)
    await act('moderator', `/tickets/${overtaken.id}`, { priority: 'low' }, 'PATCH')
    expect((await undo(overtaken.id)).body).toMatchObject({ status: 409, code: 'undo_superseded' })
    expect((await undo(overtaken.id, 'requester')).status).toBe(403)

    const late = await world.file()
    await act('moderator', `/moderator/tickets/${late.id}/approve`)
    await fastForward(connectTemporal(world), ticketWorkflowId(world, late.number), 16 * 60)
    await world.until(async () => (await undo(late.id)).status === 409)
    expect((await undo(late.id)).body).toMatchObject({ code: 'undo_expired' })

    const raced = await world.file()
    await act('moderator', `/moderator/tickets/${raced.id}/approve`)
    const both = await Promise.all([undo(raced.id), undo(raced.id, 'moderator2')])
    expect(
      both
        .map(({ status, body }) =>
          status === 200 ? 'undone' : (body as unknown as { code: string }).code,
        )
        .sort(),
    ).toEqual(['nothing_to_undo', 'undone'])
  })
})

describe('clarification', () => {
  it('goes to the requester and back, with both texts', async () => {
    const { id } = await world.file()
    expect((await act('moderator', `/moderator/tickets/${id}/clarify`)).body).toMatchObject({
      status: 400,
    })
    const asked = await act('moderator', `/moderator/tickets/${id}/clarify`, {
      question: 'Which floor?',
    })
    expect(asked.body).toMatchObject({
      status: 'needs_clarification',
      clarification: { question: 'Which floor?' },
    })
    const answered = await act('requester', `/tickets/${id}/clarification`, {
      answer: 'The second.',
    })
    expect(answered.body).toMatchObject({
      status: 'submitted',
      clarification: { question: 'Which floor?', answer: 'The second.' },
    })
    const types = (await world.call('requester', 'GET', '/notifications?limit=1')).body.items.map(
      (n: { type: string }) => n.type,
    )
    expect(types).toEqual(['clarification_asked'])
  })
})
