import { describe, expect, it } from 'vitest'
import { AROUND_THE_CLOCK } from '../../../src/domain/sla/business-time.js'
import type { ConditionalPolicy } from '../../../src/domain/sla/choose-policy.js'
import { isRunning } from '../../../src/domain/sla/clocks.js'
import type { EscalationLevel } from '../../../src/domain/sla/escalation.js'
import { findNextLevel } from '../../../src/domain/sla/levels.js'
import { showClocks } from '../../../src/domain/sla/show-clocks.js'
import { dueAt } from '../../../src/domain/sla/sla.js'
import { createChange } from '../../../src/domain/ticket/change.js'
import type { TicketState } from '../../../src/domain/ticket/state.js'
import { type Given, given } from '../../support/given.js'
import { AT, IT, PEOPLE, ticketIn } from '../../support/tickets.js'

const at = (hour: number) => new Date(Date.parse(AT) + hour * 3_600_000).toISOString()
const hour = (n: number) => ({ at: at(n) })
const LEVELS: EscalationLevel[] = [
  { after: 'PT1H', on: 'breach', kind: 'next_response', notify: { assignee: true } },
]
const policy = (over: Partial<ConditionalPolicy> = {}): ConditionalPolicy => ({
  ...{ id: 'p', version: 1, order: 1, isDefault: true, conditions: {}, calendar: null },
  ...{ warnAt: [50], pauseIn: ['postponed'] },
  matrix: { matrixId: 'm', version: 1, levels: LEVELS },
  targets: [
    { priority: 'normal', nextResponse: 'PT4H', resolution: 'P10D' },
    { priority: 'urgent', nextResponse: 'PT2H' },
    { priority: 'low', resolution: 'P10D' },
  ],
  ...over,
})
const FACTS = { conditionalPolicies: [policy()] }
const open = given(ticketIn('open', { undo: null }))
const assigned = open.and('moderator', 'assign', {}, { facts: FACTS })
const started = assigned.and('head', 'start', {}, hour(0))
const ask = (story: Given, n: number) => story.happened({ type: 'requester_message', ...hour(n) })
const answer = (story: Given, n: number) => story.happened({ type: 'next_response', ...hour(n) })
const texts = ['reason', 'notes', 'comment']
/** It warns, breaches, and reaches its level. */
const overdue = (story: Given, n: number) =>
  story
    .and('system', 'warn_sla', { clock: 'next_response' }, hour(n))
    .and('system', 'breach_sla', { clock: 'next_response' }, hour(n))
const find = (state: TicketState, n: number) =>
  showClocks(state, AROUND_THE_CLOCK, at(n)).find(({ kind }) => kind === 'next_response')
const show = (state: TicketState, n: number) => {
  const clock = find(state, n)
  return clock && [clock.state, clock.elapsedSeconds / 3600]
}
const armed = ({ state }: Given) => state.deadlines.next_response?.at

describe('the clock of the next response', () => {
  it('runs from the first word of the requester that nobody has answered until somebody of staff answers', () => {
    const asked = ask(started, 10)
    expect(show(started.state, 10)).toBeUndefined()
    expect(armed(asked)).toBe(at(12))
    expect(find(asked.state, 11)).toMatchObject({
      ...{ state: 'running', startedAt: at(10), dueAt: at(14) },
      ...{ elapsedSeconds: 3600, targetSeconds: 14_400 },
    })
    const answered = answer(asked, 13)
    expect(show(answered.state, 99)).toEqual(['met', 3])
    expect(armed(answered)).toBeUndefined()
  })

  it.each(['progress', 'complete'] as const)('is met by %s, too', (name) => {
    const then = ask(started, 10).when('head', name, {}, { texts, ...hour(11) })
    expect(show(then.state, 99)).toEqual(['met', 1])
    expect(then.change?.effects.events).toContainEqual({ name: 'sla.met', clock: 'next_response' })
  })

  it('is met once a word, whatever is promised since', () => {
    const to = (priority: 'low' | 'normal', n: number) =>
      ['moderator', 'change_priority', { priority }, { facts: FACTS, ...hour(n) }] as const
    const kept = answer(ask(started, 10), 11).and(...to('low', 12))
    const events = kept.when(...to('normal', 13)).change?.effects.events
    expect(events).not.toContainEqual({ name: 'sla.met', clock: 'next_response' })
  })

  it('warns, breaches and is met once a word, and the ticket stays one that was overdue', () => {
    const late = overdue(ask(started, 10), 14)
    expect(show(late.state, 15)).toEqual(['breached', 5])
    expect(late.state.sla.breached).toBe(true)
    const again = ask(answer(late, 16), 20)
    expect(show(again.state, 21)).toEqual(['running', 1])
    expect(find(again.state, 21)?.warnedAt).toEqual([])
    expect(armed(again)).toBe(at(22))
    expect(again.state.sla).toMatchObject({ breached: true, breaches: [], warned: [] })
    const met = createChange(again.state, { type: 'next_response', ...hour(21) })
    expect(met.effects.events).toContainEqual({ name: 'sla.met', clock: 'next_response' })
    const lateMet = createChange(late.state, { type: 'next_response', ...hour(16) })
    expect(lateMet.effects.events).not.toContainEqual({ name: 'sla.met', clock: 'next_response' })
  })

  it('stands where its policy says so, and counts from a word that was said meanwhile', () => {
    const postpone = (story: Given, n: number) =>
      story.and('moderator', 'postpone', { reminderEvery: 'P1D' }, { texts, ...hour(n) })
    const restart = (story: Given, n: number) => story.and('moderator', 'restart', {}, hour(n))
    const before = postpone(ask(started, 10), 11)
    expect(show(before.state, 40)).toEqual(['paused', 1])
    expect(find(restart(before, 20).state, 20)).toMatchObject({ dueAt: at(23), state: 'running' })
    const meanwhile = ask(postpone(started, 5), 10)
    expect(show(meanwhile.state, 40)).toEqual(['paused', 0])
    expect(armed(meanwhile)).toBeUndefined()
    expect(find(restart(meanwhile, 20).state, 21)).toMatchObject({
      ...{ startedAt: at(10), dueAt: at(24), elapsedSeconds: 3600 },
    })
    const later = ask(restart(postpone(started, 5), 8), 10)
    expect(find(later.state, 11)?.dueAt).toBe(at(14))
  })

  it('is promised anew with another priority, and not where that promises none', () => {
    const asked = ask(started, 10)
    const change = (priority: 'urgent' | 'low', n: number) =>
      asked.and('moderator', 'change_priority', { priority }, { facts: FACTS, ...hour(n) })
    expect(find(change('urgent', 11).state, 11)).toMatchObject({
      ...{ dueAt: at(12), targetSeconds: 7200 },
    })
    const none = change('low', 11)
    expect(show(none.state, 11)).toBeUndefined()
    const back = none.and(
      'moderator',
      'change_priority',
      { priority: 'normal' },
      { facts: FACTS, ...hour(12) },
    )
    expect(find(back.state, 12)).toMatchObject({ dueAt: at(14), startedAt: at(10) })
  })

  it('begins with the assignment for what was said before, unless a question has answered it', () => {
    const facts = { ...FACTS, waitingSince: at(-5) }
    const then = open.and('moderator', 'assign', {}, { facts, ...hour(0) })
    expect(find(then.state, 1)).toMatchObject({ startedAt: at(0), dueAt: at(4) })
    const clarified = { ...open.state, clarification: { at: at(-4), answered: true } }
    const answered = given(clarified).and('moderator', 'assign', {}, { facts, ...hour(0) })
    expect(find(answered.state, 1)).toBeUndefined()
    const claimed = open.and('departmentAgent', 'claim', {}, { facts, ...hour(0) })
    expect(find(claimed.state, 1)?.dueAt).toBe(at(4))
    const plain = open.and('moderator', 'assign', {}, { facts: { waitingSince: at(-5) } })
    expect(plain.state.sla.word).toBeUndefined()
  })

  it('counts what was said since the assignment from then on, once an answer is promised', () => {
    const low = given(ticketIn('open', { undo: null, priority: 'low' }))
    const facts = { ...FACTS, waitingSince: at(10) }
    const then = low
      .and('moderator', 'assign', {}, { facts: FACTS })
      .and('moderator', 'change_priority', { priority: 'normal' }, { facts, ...hour(11) })
    expect(find(then.state, 11)).toMatchObject({ startedAt: at(10), dueAt: at(14) })
  })

  it('has levels of its own, each once a word', () => {
    const reach = (story: Given, n: number) => {
      const escalation = {
        ...{ level: LEVELS[0] ?? null, audience: [], groupDepartmentId: null, members: [] },
        hasWebhook: false,
      }
      return story.and('system', 'escalate', {}, { facts: { escalation }, ...hour(n) })
    }
    const level = (n: number) => ({ level: 1, clock: 'next_response', at: at(n) })
    const asked = ask(started, 10)
    expect(findNextLevel(asked.state)).toEqual(level(15))
    const done = reach(overdue(asked, 14), 15)
    expect(findNextLevel(done.state)).toBeUndefined()
    expect(findNextLevel(answer(asked, 11).state)).toBeUndefined()
    expect(findNextLevel(ask(answer(done, 16), 20).state)).toEqual(level(25))
  })

  it('wakes its run where that would sleep on alone', () => {
    const signals = (story: Given, n: number) =>
      createChange(story.state, { type: 'requester_message', ...hour(n) }).effects.signals
    expect(signals(started, 10)).toEqual([{ family: 'ticket' }])
    expect(signals(started, 24 * 9)).toEqual([])
    const answered = createChange(ask(started, 10).state, { type: 'next_response', ...hour(11) })
    expect(answered.effects.signals).toEqual([])
  })

  it('goes on after an undo with what was said and answered meanwhile', () => {
    const asked = ask(started, 10)
    const reassign = (story: Given) =>
      story.and(
        'moderator',
        'reassign',
        { departmentId: 'hr', assigneeId: 'head' },
        {
          ...{ texts, at: at(11) },
          facts: {
            departments: {
              [IT]: { headId: 'head', handlesFinance: false },
              hr: { headId: null, handlesFinance: false },
            },
            people: { head: { ...PEOPLE.head, departmentId: 'hr' } },
            conditionalPolicies: [
              policy({ id: 'q', targets: [{ priority: 'normal', nextResponse: 'PT6M' }] }),
            ],
          },
        },
      )
    const undo = (story: Given) => story.and('moderator', 'undo', {}, hour(11.2))
    const given = reassign(asked)
    expect(find(given.state, 11)?.dueAt).toBe(at(10.1))
    expect(undo(given).state.sla).toEqual(asked.state.sla)
    expect(undo(overdue(given, 11)).state.sla).toEqual(asked.state.sla)
    expect(show(undo(answer(given, 11.1)).state, 99)).toEqual(['met', 1.1])
    const other = undo(ask(answer(given, 11.05), 11.1))
    expect(find(other.state, 12)).toMatchObject({ startedAt: at(11.1), dueAt: at(15.1) })
    expect(findNextLevel(other.state)).toMatchObject({ at: at(16.1) })
    const none = undo(ask(reassign(started), 11.1))
    expect(find(none.state, 12)?.dueAt).toBe(at(15.1))
    const late = answer(overdue(asked, 14), 15)
    const handOver = { texts, ...hour(16), facts: { people: { head: PEOPLE.head } } }
    const back = late
      .and('moderator', 'reassign', { assigneeId: 'head' }, handOver)
      .and('moderator', 'undo', {}, hour(16.1))
    expect(back.state.sla).toEqual(late.state.sla)
  })

  it('needs no levels to go on after an undo', () => {
    const conditionalPolicies = [policy({ matrix: null })]
    const plain = open.and('moderator', 'assign', {}, { facts: { conditionalPolicies } })
    const postponed = plain.and('moderator', 'postpone', {}, { texts, ...hour(1) })
    const back = ask(postponed, 1.1).and('moderator', 'undo', {}, hour(1.2))
    expect(find(back.state, 2)).toMatchObject({ state: 'running', dueAt: at(5.1) })
  })

  it('is one of three', () => {
    expect(() => dueAt(started.state.sla, 'other' as never)).toThrow('unexpected value')
    expect(() => isRunning('other' as never, started.state)).toThrow('unexpected value')
  })
})
