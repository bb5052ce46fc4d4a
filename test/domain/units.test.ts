import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { holds } from '../../src/domain/access/relations.js'
import { canTryToRestore } from '../../src/domain/access/visibility.js'
import { assertNever } from '../../src/domain/assert.js'
import { DomainError, refusal, refuse } from '../../src/domain/errors.js'
import { requireUser } from '../../src/domain/people.js'
import { completeSettings } from '../../src/domain/settings.js'
import { NO_FACTS } from '../../src/domain/ticket/commands/index.js'
import { createTicket } from '../../src/domain/ticket/create.js'
import { isSettled, nextDeadline, systemCommandId } from '../../src/domain/ticket/deadlines.js'
import { evolve } from '../../src/domain/ticket/decider.js'
import { describe as describeTicket } from '../../src/domain/ticket/describe.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import { explain } from '../../src/domain/ticket/explain.js'
import { effectsOf } from '../../src/domain/ticket/outcome/index.js'
import { notificationText } from '../../src/domain/ticket/outcome/notification-text.js'
import { NOTIFICATION_TYPES, noticesOf } from '../../src/domain/ticket/outcome/notifications.js'
import { isTerminal, STATUSES, type TicketState } from '../../src/domain/ticket/state.js'
import { durationMs, after as later } from '../../src/domain/time.js'
import { APPROVAL, AT, factsFor, PEOPLE, ticketIn } from '../support/tickets.js'

describe('durations', () => {
  it.each([
    ['PT1S', 1000],
    ['P3D', 259_200_000],
    ['P1DT2H30M', 95_400_000],
    ['P2W', 1_209_600_000],
    ['PT0.5S', 500],
  ])('%s is %i ms', (iso, ms) => expect(durationMs(iso)).toBe(ms))
  it.each(['', 'P', 'PT', 'P1Y', '3D', 'P1M', 'P-1D', 'P99999999D'])('%s is none', (iso) => {
    expect(durationMs(iso)).toBeUndefined()
  })
  it('adds to an instant, nothing for what is none', () => {
    expect(later(AT, 'P1D')).toBe('2026-01-02T00:00:00.000Z')
    expect(later(AT, 'soon')).toBe(AT)
  })
})

describe('deadlines and words', () => {
  it('a ticket is settled when it has ended and nothing is owed', () => {
    expect(isSettled(ticketIn('closed'))).toBe(false)
    expect(isSettled(ticketIn('closed', { deadlines: {} }))).toBe(true)
    expect(isSettled(ticketIn('open'))).toBe(false)
    expect(isTerminal('withdrawn')).toBe(true)
  })
  it('a firing has the same id however often it is repeated', () => {
    const due = nextDeadline(ticketIn('assigned'))
    expect(due).toBeDefined()
    if (due !== undefined)
      expect(systemCommandId('ticket/demo/T-1', due)).toBe('ticket/demo/T-1/acknowledge/1/1')
  })
  it.each(STATUSES)('says in plain words where a ticket that is %s stands', (status) => {
    expect(describeTicket(ticketIn(status, { number: 'T-1', version: 2 }))).toMatch(
      /\*\*T-1\*\* is \*\*\w+\*\*, life 2/,
    )
  })
  it('names the next timer', () => {
    expect(describeTicket(ticketIn('assigned'))).toContain(`Next timer: acknowledge at ${AT}`)
  })
  it.each(NOTIFICATION_TYPES)('has a sentence for %s', (type) =>
    expect(notificationText(type)).not.toBe(type),
  )
  it('shows a type of later', () => expect(notificationText('of_later')).toBe('of_later'))
})

describe('explaining', () => {
  it('says for every command what would stop it, whatever it carried', () => {
    const { commands, timers } = explain(
      ticketIn('assigned'),
      { kind: 'user', id: 'assignee' },
      { at: AT, facts: factsFor(PEOPLE.assignee) },
    )
    expect(commands.find(({ command }) => command === 'start')).toEqual({
      command: 'start',
      allowed: true,
    })
    expect(commands.find(({ command }) => command === 'close')).toMatchObject({
      allowed: false,
      code: 'forbidden',
    })
    expect(timers).toEqual([{ kind: 'acknowledge', dueAt: AT, armedBy: 1 }])
  })
})

describe('creation', () => {
  const input = {
    id: 't',
    departmentId: null,
    categoryId: null,
    priority: 'low',
    tags: [],
    channel: 'web',
    requesterId: 'r',
    createdById: 'r',
  } as const
  it('begins a draft in silence', () => {
    const { state, event } = createTicket(
      { ...input, tags: [], draftUntil: '2026-01-08T00:00:00.000Z' },
      AT,
    )
    expect(state).toMatchObject({ status: 'draft', revision: 1, seq: 1 })
    expect(effectsOf(state, event, state)).toMatchObject({ notices: [], stream: [] })
  })
  it('tells the moderators of a submission', () => {
    const { state, event } = createTicket({ ...input, tags: [], draftUntil: null }, AT)
    expect(
      effectsOf({ ...state, status: 'draft', assigneeId: null }, event, state).stream[0],
    ).toMatchObject({ type: 'ticket:created', rooms: ['moderators'] })
  })
  it('tells the parent’s room when a sub-ticket closes, and no department where there is none', () => {
    const before = ticketIn('resolved', { parentId: 'p', departmentId: null })
    const event = { type: 'close', at: AT, undoUntil: AT } as const
    const closed = effectsOf(before, event, evolve(before, event)).stream
    expect(closed).toContainEqual(
      expect.objectContaining({ type: 'ticket_closed', rooms: ['ticket:ticket', 'ticket:p'] }),
    )
  })
})

describe('notices', () => {
  it('tell both sides of a clarification, everybody of a reassignment, and those told of what is undone', () => {
    const joined = { userId: 'x', role: 'requester' as const, joinedAt: AT, historyFrom: AT }
    const state = ticketIn('assigned', { participants: [joined] })
    const told = { users: ['y'], moderators: true }
    const undoes = { command: 'close' as const, at: AT, seq: 1 }
    const whom = (event: TicketEvent) =>
      noticesOf(event, state, state).map(({ type, users, moderators }) => [type, users, moderators])
    expect(whom({ type: 'ask_clarification', at: AT, undoUntil: AT })).toEqual([
      ['clarification_asked', ['requester'], false],
    ])
    expect(whom({ type: 'answer_clarification', at: AT })).toEqual([
      ['clarification_answered', [], true],
    ])
    expect(whom({ type: 'undo', at: AT, undoes, told })).toEqual([['action_undone', ['y'], true]])
    const assigned = {
      departmentId: 'it',
      assigneeId: 'a',
      priority: 'low',
      dueDates: null,
      acknowledgeBy: null,
      undoUntil: AT,
    } as const
    expect(whom({ type: 'reassign', at: AT, ...assigned })).toEqual([
      ['ticket_reassigned', ['x'], false],
    ])
  })
  it('tells of both where the requester’s verification closes', () => {
    const event = { type: 'resolve', at: AT, rating: null, undoUntil: AT } as const
    const before = ticketIn('completed')
    const types = effectsOf(before, event, evolve(before, event)).notices.map(({ type }) => type)
    expect(types).toEqual(['ticket_resolved', 'ticket_closed'])
  })
})

describe('small things', () => {
  it('settings not stored have their defaults', () => {
    expect(completeSettings({ undoWindow: 'PT1M' })).toMatchObject({
      undoWindow: 'PT1M',
      maxReopens: 2,
    })
  })
  it('refusals carry a code and perhaps details', () => {
    expect(refusal('gone', 'x')).toEqual({ code: 'gone', error: 'x' })
    expect(() => refuse('gone', 'x', { a: 1 })).toThrow(DomainError)
  })
  it('an undone approval of a life that is over stays as it was', () => {
    const before = ticketIn('in_progress', { approval: APPROVAL })
    const event = {
      type: 'undo',
      at: AT,
      undoes: { command: 'close', at: AT, seq: 1 },
      told: { users: [], moderators: false },
    } satisfies TicketEvent
    const same = effectsOf(before, event, { ...before, approval: null })
    expect(same.approval).toMatchObject({ id: 'a', status: 'cancelled' })
    expect(effectsOf(before, event, { ...before, approval: null, version: 2 }).approval).toBeNull()
  })
  it('only the author may try to restore a draft', () => {
    const gone = ticketIn('draft', { deletedAt: AT })
    expect(canTryToRestore(PEOPLE.requester, gone)).toBe(true)
    expect(canTryToRestore(PEOPLE.moderator, gone)).toBe(false)
    expect(canTryToRestore(PEOPLE.requester, ticketIn('draft'))).toBe(false)
    expect(canTryToRestore(PEOPLE.requester, ticketIn('open', { deletedAt: AT }))).toBe(false)
  })
  it('an operator and a timer are told what they may do as well', () => {
    const context = { at: AT, facts: NO_FACTS }
    const told = explain(ticketIn('open'), { kind: 'operator' }, context).commands
    expect(told.find(({ command }) => command === 'close')?.allowed).toBe(true)
  })
  it('impossible states stop the work', () => {
    expect(() => assertNever('x' as never)).toThrow('unexpected value')
    expect(() => requireUser({ kind: 'system' })).toThrow('there is no user')
    const someone = { kind: 'user', id: 'requester' } as const
    expect(() => holds('x' as never, ticketIn('open'), someone, PEOPLE.requester)).toThrow(
      'unexpected',
    )
    const broken = { ...ticketIn('completed'), assigneeId: null } as unknown as TicketState
    expect(() => evolve(broken, { type: 'auto_verify', at: AT })).toThrow('there is no assignee')
  })
})

describe('purity', () => {
  const files = readdirSync('src/domain', { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.ts'),
  )
  it.each(files)(
    '%s reads no clock, no chance, no environment, and imports only the domain',
    (file) => {
      const code = readFileSync(join('src/domain', file), 'utf8')
      expect(code).not.toMatch(
        /Date\.now|new Date\(\)|Math\.random|process\.|crypto|setTimeout|fetch\(/,
      )
      for (const [, from] of code.matchAll(/from '([^']+)'/g)) expect(from).toMatch(/^\.\.?\//)
    },
  )
})
