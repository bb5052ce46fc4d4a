import { describe, expect, it } from 'vitest'
import { refusal } from '../../../src/domain/errors.js'
import { allowedCommands, findRefusal } from '../../../src/domain/ticket/decider.js'
import { NAMED_THINGS } from '../../../src/domain/ticket/facts.js'
import type { PendingRequest } from '../../../src/domain/ticket/requests.js'
import { type Circumstances, given } from '../../support/given.js'
import { AT, asUser, command, factsFor, PEOPLE, ticketIn } from '../../support/tickets.js'

const reopening: PendingRequest = { id: 'r', kind: 'reopen', by: 'requester', at: AT }
const texts = ['reason']

describe('the order of refusals', () => {
  const unknown = { facts: { unknownIds: { ticket: ['x'] } } }
  const stale = { ...unknown, ifMatch: 7 }
  const [stranger, moderator] = ['stranger', 'moderator'] as const
  const open = ticketIn('open', { reopenCount: 2, requests: [reopening] })
  const closed = { ...ticketIn('closed'), requests: [reopening] }
  const [gone, here] = [{ requestId: 'gone' }, { requestId: 'r' }]
  it.each([
    ['relation', open, stranger, gone, stale, 'forbidden'],
    ['If-Match', open, moderator, gone, stale, 'revision_mismatch'],
    ['unknown ids', open, moderator, gone, unknown, 'ticket_not_found'],
    ['its own conflict', open, moderator, gone, {}, 'request_decided'],
    ['its own conflict by facts', open, moderator, here, {}, 'reopen_limit'],
    ['status', { ...open, reopenCount: 0 }, moderator, here, {}, 'invalid_transition'],
    ['required text', closed, moderator, here, {}, 'validation_failed'],
    ['nothing', closed, moderator, here, { texts }, undefined],
  ] as const)('reopen: %s', (_what, state, who, payload, circumstances, code) => {
    const { texts = [], ...rest } = circumstances as Circumstances
    expect(given(state).when(who, 'reopen', payload, { ...rest, texts: [...texts] }).code).toBe(
      code,
    )
  })

  const completed = ticketIn('completed')
  const assigned = ticketIn('assigned')
  const past = { dueAt: AT, assigneeId: 'x' }
  const nobody = { assigneeId: 'x' }
  it.each([
    ['status', completed, past, [], 'invalid_transition', {}],
    ['required text', assigned, past, [], 'validation_failed', { reason: ['is required'] }],
    ['guard', assigned, past, texts, 'validation_failed', { dueAt: ['must be in the future'] }],
    ['guard by facts', assigned, nobody, texts, 'not_assignable', { assigneeId: 'x' }],
  ])('reassign: %s', (_what, state, payload, texts, code, details) => {
    const { refusal } = given(state).when('moderator', 'reassign', payload, { texts })
    expect(refusal?.code).toBe(code)
    expect(refusal?.details).toMatchObject(details)
  })
})

describe('If-Match', () => {
  it('says which revision is the present one', () => {
    const stale = given(ticketIn('submitted')).when('moderator', 'approve', {}, { ifMatch: 7 })
    expect(stale.refusal).toEqual({
      code: 'revision_mismatch',
      error: 'The ticket has changed since you read it: read it again, and send its new ETag.',
      details: { currentRevision: 1 },
    })
    const fresh = given(ticketIn('submitted')).when('moderator', 'approve', {}, { ifMatch: 1 })
    expect(fresh.state.status).toBe('open')
  })
})

describe('unknown ids', () => {
  it.each(NAMED_THINGS)('of a %s are named', (thing) => {
    const facts = { unknownIds: { [thing]: ['x', 'y'] } }
    const { refusal } = given(ticketIn('open')).when('moderator', 'assign', {}, { facts })
    expect(refusal).toMatchObject({ code: `${thing}_not_found`, details: { [thing]: ['x', 'y'] } })
    expect(refusal?.error).toMatch(/^There is no such .+: x, y\.$/)
  })
})

describe('the row alone', () => {
  const { actor, person } = asUser('moderator')
  const known = { at: AT, person, unknownIds: {}, surroundings: factsFor(person) }
  it('tells what no fact could change', () => {
    expect(findRefusal(ticketIn('closed'), command('approve', actor, {}), known)?.code).toBe(
      'invalid_transition',
    )
    const nobody = command('reassign', actor, { assigneeId: 'x' }, texts)
    expect(findRefusal(ticketIn('assigned'), nobody, known)).toBeUndefined()
  })
  it('tells a conflict before the status', () => {
    const decided = command('reopen', actor, { requestId: 'gone' }, texts)
    expect(findRefusal(ticketIn('open'), decided, known)?.code).toBe('request_decided')
    const again = command('reopen', actor, {}, texts)
    expect(findRefusal(ticketIn('open'), again, known)?.code).toBe('invalid_transition')
  })
})

describe('allowed commands', () => {
  const list = (state: Parameters<typeof allowedCommands>[0]) =>
    allowedCommands(state, { kind: 'user', id: 'moderator' }, PEOPLE.moderator, {
      at: AT,
      facts: factsFor(null),
    })
  it('leave out what no content could make succeed', () => {
    expect(list(ticketIn('open'))).toContain('split')
    expect(list(ticketIn('open', { type: 'sub_ticket' }))).not.toContain('split')
    expect(list(ticketIn('open'))).toContain('undo')
    expect(list(ticketIn('open', { undo: null }))).not.toContain('undo')
  })
  it('have what its author may do with a draft, and nobody else', () => {
    const context = { at: AT, facts: factsFor(null) }
    const offered = (who: 'requester' | 'moderator', over = {}) => {
      const { actor, person } = asUser(who)
      return allowedCommands(ticketIn('draft', { undo: null, ...over }), actor, person, context)
    }
    expect(offered('requester')).toEqual(['save_draft', 'submit', 'delete_draft'])
    expect(offered('moderator')).toEqual([])
    expect(offered('requester', { deletedAt: AT })).toEqual(['restore_draft'])
  })
  it('have what only its content could stop', () => {
    const homeless = ticketIn('submitted', { departmentId: null })
    expect(list(homeless)).toEqual(expect.arrayContaining(['approve', 'assign']))
  })
})

describe('a refusal', () => {
  it('names the statuses in plain words, and the last one after an "or"', () => {
    const awaiting = ticketIn('awaiting_approval', { number: 'T-5' })
    expect(given(awaiting).when('moderator', 'restart').refusal).toMatchObject(
      refusal(
        'invalid_transition',
        "T-5 is waiting for approval: it can't be restarted. That is for tickets that are postponed.",
      ),
    )
    expect(given(awaiting).when('assignee', 'acknowledge').refusal?.error).toContain(
      'That is for tickets that are assigned, reopened or in progress.',
    )
  })
})
