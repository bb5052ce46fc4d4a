import { describe, expect, it } from 'vitest'
import type { HistoryItem } from '../../src/contracts/history.js'
import type { TimelineItem } from '../../src/contracts/timeline.js'
import { createDriver } from '../support/scenario-driver.js'
import { useWorld } from '../support/world.js'

const world = useWorld()
const { begin, call, moderate, split } = createDriver(world)

const historyFor = async (who: string, id: string): Promise<HistoryItem[]> =>
  (await call(who, 'GET', `/tickets/${id}/history?limit=200`)).items
const lastFor = async (who: string, id: string) => (await historyFor(who, id)).at(-1)
const timelineFor = async (who: string, id: string): Promise<TimelineItem[]> =>
  (await call(who, 'GET', `/tickets/${id}/timeline?limit=200`)).items

describe('history', () => {
  it('tells what changed in the ticket’s own members, with names', async () => {
    const { id } = await begin('submitted')
    await moderate(id, 'assign', { priority: 'high' })
    const head = { id: await world.userId('it.head'), name: 'Iris Head' }
    const assigned = await lastFor('requester', id)
    expect(assigned?.fields).toMatchObject({
      status: { from: 'submitted', to: 'assigned' },
      assigneeId: { from: null, to: head.id },
      assignee: { from: null, to: head },
      priority: { from: 'normal', to: 'high' },
      sla: { to: { paused: false, breached: false } },
    })
    expect(JSON.stringify(assigned)).not.toMatch(/parkedMs|warned|breaches|deadlines|splitFrom/)
    const hr = await world.departmentId('HR')
    await moderate(id, 'reassign', { departmentId: hr, reason: 'It is theirs.' })
    const moved = await lastFor('moderator', id)
    expect(moved).toMatchObject({
      reason: 'It is theirs.',
      fields: {
        department: {
          from: { name: 'Information technology', code: 'IT' },
          to: { id: hr, name: 'Human resources', code: 'HR' },
        },
        assignee: { from: head, to: { name: 'Hana Head' } },
      },
    })
  })

  it('names whom a command added or removed', async () => {
    const { id } = await begin('assigned')
    const agent = { id: await world.userId('it.agent'), name: 'Ian Agent' }
    await call('it.head', 'POST', `/tickets/${id}/team-members`, { userIds: [agent.id] })
    const team = [{ userId: agent.id, name: agent.name }]
    expect(await lastFor('requester', id)).toMatchObject({
      users: [agent],
      fields: { teamMembers: { from: [], to: team } },
    })
    await call('it.agent', 'PATCH', `/tickets/${id}/acknowledge`)
    expect((await lastFor('requester', id))?.fields).toMatchObject({
      acknowledgements: { from: [], to: [{ ...team[0], at: expect.any(String) }] },
    })
    const outsider = await world.userId('requester2')
    await call('moderator', 'POST', `/tickets/${id}/participants/remove`, { userId: agent.id })
    expect((await lastFor('requester', id))?.users).toEqual([agent])
    await call('moderator', 'POST', `/tickets/${id}/participants/add`, { userId: outsider })
    expect((await lastFor('requester', id))?.users).toEqual([
      { id: outsider, name: 'Rolf Requester' },
    ])
  })

  it('of a parent names its sub-tickets, and what became of each', async () => {
    const { id, number } = await begin('in_progress')
    const [first, second] = await split(id, ['HR', 'FIN'])
    const told = async (who: string) =>
      (await historyFor(who, id)).flatMap(({ command, subTickets }) =>
        subTickets === undefined ? [] : [[command, subTickets]],
      )
    const note = (n: number, change: string) => ({ number: `${number}.${n}`, change })
    await moderate(first?.id ?? '', 'close', { reason: 'x' })
    await moderate(first?.id ?? '', 'undo')
    await moderate(first?.id ?? '', 'close', { reason: 'x' })
    await moderate(second?.id ?? '', 'close', { reason: 'x' })
    await moderate(second?.id ?? '', 'reopen', { reason: 'x' })
    await moderate(id, 'close', { reason: 'x', forceCloseChildren: true })
    await moderate(id, 'undo')
    await call('moderator', 'DELETE', `/tickets/${second?.id}`)
    const expected = [
      ['split', [note(1, 'created'), note(2, 'created')]],
      ['subtickets_progressed', [note(1, 'closed')]],
      ['subticket_reopened', [note(1, 'reopened')]],
      ['subtickets_progressed', [note(1, 'closed')]],
      ['subtickets_closed', [note(2, 'closed')]],
      ['subticket_reopened', [note(2, 'reopened')]],
      ['close', [note(2, 'closed')]],
      ['undo', [note(2, 'reopened')]],
      ['subtickets_closed', [note(2, 'deleted')]],
    ]
    expect(await told('moderator')).toEqual(expected)
    expect(await told('requester')).toEqual(expected)
    const timeline = await timelineFor('requester', id)
    expect(timeline.flatMap(({ history }) => history?.subTickets ?? [])).toHaveLength(10)
  })

  it('keeps every question and answer, and says what an undo took back', async () => {
    const { id } = await begin('submitted')
    for (const n of [1, 2]) {
      await moderate(id, 'clarify', { question: `Question ${n}` })
      await call('requester', 'POST', `/tickets/${id}/clarification`, { answer: `Answer ${n}` })
    }
    await moderate(id, 'reject', { reason: 'spam' })
    await moderate(id, 'undo')
    const told = await historyFor('requester', id)
    expect(told.flatMap(({ question, answer }) => question ?? answer ?? [])).toEqual([
      'Question 1',
      'Answer 1',
      'Question 2',
      'Answer 2',
    ])
    expect(told.at(-1)).toMatchObject({ command: 'undo', undoes: 'reject' })
  })

  it('of an approval tells its reason and comment to whom it concerns, its outcome to all', async () => {
    const { id } = await begin('in_progress', 'FIN')
    const body = { ticketId: id, reason: 'A secret plan', amount: 100, currency: 'EUR' }
    const approval = await call('finance.head', 'POST', '/approvals', body)
    expect(await lastFor('moderator', id)).toMatchObject({
      command: 'request_approval',
      reason: 'A secret plan',
      users: expect.arrayContaining([{ id: await world.userId('ceo'), name: 'Cleo Chief' }]),
    })
    expect(await lastFor('requester', id)).not.toHaveProperty('reason')
    await call('ceo', 'POST', `/approvals/${approval.id}/approve`, { comment: 'A secret word' })
    const words = async (who: string) => (await lastFor(who, id))?.reason
    for (const who of ['moderator', 'finance.head', 'ceo']) {
      expect(await words(who), who).toBe('A secret word')
    }
    const seen = JSON.stringify([
      await historyFor('requester', id),
      await timelineFor('requester', id),
    ])
    expect(seen).toContain('"outcome":"approved"')
    expect(seen).not.toContain('secret')
  })

  it('of a request tells the reason to staff, and to whoever asked', async () => {
    const { id } = await begin('assigned')
    const request = await call('it.head', 'POST', `/tickets/${id}/postpone-request`, {
      reason: 'Nobody has time.',
    })
    await call('moderator', 'POST', `/moderator/requests/${request.id}/decline`, {
      reason: 'Make it.',
    })
    const reasons = async (who: string) =>
      (await historyFor(who, id)).flatMap(({ reason }) => reason ?? [])
    expect(await reasons('it.head')).toEqual(['Nobody has time.', 'Make it.'])
    expect(await reasons('requester')).toEqual([])

    const closed = await begin('closed')
    const reopening = await call('requester', 'POST', `/tickets/${closed.id}/reopen`, {
      reason: 'Again!',
    })
    await call('moderator', 'POST', `/moderator/requests/${reopening.id}/decline`, {
      reason: 'No.',
    })
    const own = (await historyFor('requester', closed.id)).slice(-2)
    expect(own.map(({ reason }) => reason)).toEqual(['Again!', 'No.'])
  })
})

describe('the timeline', () => {
  it('shows who is no staff only whereof they were notified themselves', async () => {
    const { id } = await begin('in_progress')
    await call('it.head', 'POST', `/tickets/${id}/postpone-request`, { reason: 'x' })
    const done = { status: 'completed', notes: 'x' }
    await call('it.head', 'PATCH', `/tickets/${id}/status`, done)
    const types = async (who: string) =>
      (await timelineFor(who, id)).flatMap(({ notification }) => notification?.type ?? [])
    expect(await types('it.head')).toEqual(expect.arrayContaining(['request_raised']))
    const own = await types('requester')
    expect(own).toContain('ticket_completed')
    expect(own).not.toContain('request_raised')
    expect(own).not.toContain('ticket_submitted')
  })

  it('gives each item its content, page by page', async () => {
    const parent = await begin('in_progress')
    await split(parent.id, ['HR'])
    await call('requester', 'POST', `/tickets/${parent.id}/messages`, { body: 'Hello?' })
    const whole = await timelineFor('moderator', parent.id)
    const paged: TimelineItem[] = []
    for (let cursor = ''; ; ) {
      const page = await call('moderator', 'GET', `/tickets/${parent.id}/timeline?limit=2${cursor}`)
      paged.push(...page.items)
      if (page.nextCursor === null) break
      cursor = `&cursor=${page.nextCursor}`
    }
    expect(paged).toEqual(whole)
    for (const item of whole) expect(item[item.kind], item.kind).toBeDefined()
    expect(whole).toContainEqual(
      expect.objectContaining({
        message: expect.objectContaining({
          body: 'Hello?',
          author: expect.objectContaining({ name: 'Rosa Requester' }),
        }),
      }),
    )
  })
})

describe('a page that would be heavy', () => {
  it('ends early, and the cursor leads on', async () => {
    const { id } = await begin('assigned')
    const org = await world.organizationId()
    await world.db.query(
      `INSERT INTO message (organization_id, id, ticket_id, version, kind, author_id, body, at)
       SELECT $1, uuidv7(), $2, 1, 'message', $3, repeat('x', 900000), now() FROM generate_series(1, 4)`,
      [org, id, await world.userId('requester')],
    )
    for (const list of ['messages', 'timeline']) {
      const sizes: number[] = []
      let total = 0
      for (let cursor = ''; ; ) {
        const answer = await world.call(
          'moderator',
          'GET',
          `/tickets/${id}/${list}?limit=200${cursor}`,
        )
        const text = JSON.stringify(answer.body)
        sizes.push(text.length)
        total += answer.body.items.filter(
          (item: { body?: string; message?: { body: string } }) =>
            (item.body ?? item.message?.body ?? '').length === 900_000,
        ).length
        if (answer.body.nextCursor === null) break
        cursor = `&cursor=${answer.body.nextCursor}`
      }
      expect(total, list).toBe(4)
      expect(Math.max(...sizes), list).toBeLessThan(3_000_000)
    }
  })
})
