import { describe, expect, it } from 'vitest'
import type { Member } from '../../../../src/domain/routing/choose.js'
import type { EscalationLevel } from '../../../../src/domain/sla/escalation.js'
import type { Then } from '../../../support/given.js'
import { given } from '../../../support/given.js'
import { afterLevel, givenLevels, policiesWith, reachLevel } from '../../../support/levels.js'
import { IT, PEOPLE, type Who } from '../../../support/tickets.js'

const TELLS: EscalationLevel = { after: 'PT0S', on: 'warning', notify: { head: true } }
const RAISES: EscalationLevel = { after: 'PT1H', on: 'breach', raisePriority: true }
const GIVES: EscalationLevel = {
  ...{ after: 'PT2H', on: 'breach', kind: 'resolution' },
  reassignTo: { assigneeId: 'head' },
}
const LEVELS = [TELLS, RAISES, GIVES]
const story = givenLevels(LEVELS)
const armed = ({ state }: Pick<Then, 'state'>) => state.deadlines.escalation
const texts = ['reason', 'notes', 'comment']

/** What one level does to an assigned ticket. */
const does = (level: Partial<EscalationLevel>, over = {}) => {
  const levels = [{ after: 'PT0S', on: 'breach', ...level } as EscalationLevel]
  return reachLevel(givenLevels(levels), levels, over)
}

const member = (who: Who, open: number, isAvailable = true): Member => ({
  ...{ person: PEOPLE[who], isAvailable, skills: [], open, maxConcurrentTickets: null },
})

describe('the levels of an escalation', () => {
  it('come one after the other, each once, by whichever of its clocks is the first', () => {
    expect(armed(story)).toEqual({ at: '2026-01-01T03:00:00.000Z', seq: story.state.seq, n: 1 })
    const first = reachLevel(story, LEVELS, { audience: ['head'] })
    expect(first.event).toMatchObject({ level: 1, clock: 'first_response', matrixId: 'm' })
    expect(armed(first)).toMatchObject({ at: '2026-01-01T05:00:00.000Z', n: 2 })
    const second = afterLevel(afterLevel(story, LEVELS), LEVELS)
    expect(armed(second)).toMatchObject({ at: '2026-01-01T10:00:00.000Z', n: 3 })
    const last = reachLevel(second, LEVELS)
    expect(last.event).toMatchObject({ level: 3, clock: 'resolution' })
    expect(armed(last)).toBeUndefined()
    expect(last.state.sla.escalation?.done).toEqual([1, 2, 3])
  })

  it('have a revision, supersede an undo, and tell whom they name', () => {
    const first = reachLevel(story, LEVELS, { audience: ['head', 'boss'] })
    expect(first.state).toMatchObject({
      revision: story.state.revision + 1,
      undo: { kind: 'superseded' },
    })
    expect(first.change?.event.notifications).toMatchObject([
      { type: 'sla_escalated', users: ['head', 'boss'], moderators: false },
    ])
    expect(first.change?.effects.events[0]).toEqual({
      ...{ name: 'ticket.escalated', clock: 'first_response', level: 1 },
    })
  })

  it('wait while their clock stands, and are over once it is met', () => {
    const first = afterLevel(story, LEVELS)
    const postponed = first.and('moderator', 'postpone', {}, { texts })
    expect(armed(postponed)).toBeUndefined()
    const restarted = postponed.when('moderator', 'restart', {}, { at: '2026-01-01T02:00:00.000Z' })
    expect(armed(restarted)).toMatchObject({ at: '2026-01-01T07:00:00.000Z', n: 2 })
    const answered = first.happened({ type: 'first_response', at: '2026-01-01T03:00:00.000Z' })
    expect(armed(answered)).toMatchObject({ at: '2026-01-01T09:00:00.000Z', n: 2 })
    const completed = answered.and('assignee', 'start').when('assignee', 'complete', {}, { texts })
    expect(armed(completed)).toBeUndefined()
    expect(
      armed(given(completed.state).when('requester', 'request_rework', {}, { texts })),
    ).toEqual(expect.objectContaining({ at: '2026-01-01T09:00:00.000Z', n: 2 }))
  })

  it('are put back where they were by the undo of what stopped them', () => {
    const first = afterLevel(story, LEVELS)
    for (const action of ['close', 'postpone'] as const) {
      const stopped = first.and('moderator', action, {}, { texts })
      expect(armed(stopped)).toBeUndefined()
      const back = stopped.when('moderator', 'undo')
      expect(armed(back)).toEqual(armed(first))
      expect(back.state.sla).toEqual(first.state.sla)
    }
  })

  it('end with the policy that has them, go on under the same, and begin anew with another', () => {
    const first = afterLevel(story, LEVELS)
    const choose = (priority: 'urgent' | 'high', matrixId?: string) =>
      first.when(
        'moderator',
        'change_priority',
        { priority },
        {
          facts: { policies: policiesWith(LEVELS, matrixId) },
        },
      )
    expect(choose('urgent').state.sla.escalation).toBeUndefined()
    expect(armed(choose('urgent'))).toBeUndefined()
    expect(armed(choose('high'))).toMatchObject({ n: 2 })
    expect(armed(choose('high', 'other'))).toMatchObject({ n: 1 })
  })

  it('follow a date that a person names', () => {
    const dueAt = '2026-01-03T00:00:00.000Z'
    const named = story
      .and('moderator', 'reassign', { dueAt }, { texts })
      .happened({ type: 'first_response', at: '2026-01-01T01:00:00.000Z' })
    const later = afterLevel(afterLevel(named, LEVELS), LEVELS)
    expect(armed(later)).toMatchObject({ at: '2026-01-03T02:00:00.000Z', n: 3 })
  })
})

describe('escalate', () => {
  it.each([
    [true, 'high'],
    ['urgent', 'urgent'],
    ['low', 'normal'],
  ] as const)('raises the priority (%s) and moves no date', (raisePriority, priority) => {
    const then = does({ raisePriority })
    expect(then.state.priority).toBe(priority)
    const { resolutionDueAt, firstResponseDueAt, policyId } = story.state.sla
    expect(then.state.sla).toMatchObject({ resolutionDueAt, firstResponseDueAt, policyId })
  })

  it('leaves the highest priority as it is', () => {
    const highest = given({ ...story.state, priority: 'urgent' })
    const then = reachLevel(highest, [{ after: 'PT0S', on: 'warning', raisePriority: true }])
    expect(then.state.priority).toBe('urgent')
    expect(then.event).not.toHaveProperty('priority')
    expect(then.event).toMatchObject({ actions: [{ action: 'raisePriority', ok: true }] })
  })

  it('gives it to somebody else as a moderator would', () => {
    const then = does({ reassignTo: { assigneeId: 'head' } })
    expect(then.state).toMatchObject({ assigneeId: 'head', status: 'assigned' })
    expect(then.change?.event.notifications.map(({ type }) => type)).toEqual([
      'ticket_reassigned',
      'ticket_assigned',
    ])
    expect(does({ reassignTo: { departmentId: IT } }).state.assigneeId).toBe('head')
  })

  it('gives it to whoever of a group has the least to do, but not to the one who has it', () => {
    const members = [member('assignee', 0), member('departmentAgent', 3), member('head', 2)]
    const to = { reassignTo: { groupId: 'g' } }
    const then = does(to, { members, groupDepartmentId: IT })
    expect(then.state).toMatchObject({ assigneeId: 'head', groupId: 'g' })
    const away = does(to, { members: [member('head', 0, false)], groupDepartmentId: IT })
    expect(away.event).toMatchObject({
      actions: [{ action: 'reassignTo', ok: false, code: 'no_assignee' }],
    })
    expect(does(to, { groupDepartmentId: 'gone' }).event).toMatchObject({
      actions: [{ action: 'reassignTo', ok: false, code: 'department_not_found' }],
    })
  })

  it('says what it could not do, and does the rest', () => {
    const level = { raisePriority: true, reassignTo: { assigneeId: 'stranger' } }
    const then = does(level)
    expect(then.state).toMatchObject({ assigneeId: 'assignee', priority: 'high' })
    expect(then.event).toMatchObject({
      actions: [
        { action: 'raisePriority', ok: true },
        { action: 'reassignTo', ok: false, code: 'not_assignable' },
      ],
    })
  })

  it('leaves whoever has it at work', () => {
    const then = does({ reassignTo: { assigneeId: 'assignee' } })
    expect(then.change?.event.notifications).toEqual([])
    expect(then.state.acknowledgements).toEqual(story.state.acknowledgements)
    expect(then.event).toMatchObject({ actions: [{ action: 'reassignTo', ok: true }] })
  })

  it('has a webhook told, and says a message to assignee and moderators where it names nobody', () => {
    const then = does({ webhookId: 'w', message: 'Look' })
    expect(then.change?.effects.events[0]).toMatchObject({
      name: 'ticket.escalated',
      webhookId: 'w',
    })
    expect(then.change?.event.notifications).toMatchObject([
      { type: 'sla_escalated', users: ['assignee'], moderators: true },
    ])
  })

  it('names no webhook that is gone', () => {
    const then = does({ webhookId: 'w' }, { hasWebhook: false })
    expect(then.event).toMatchObject({ actions: [{ ok: false, code: 'webhook_not_found' }] })
    expect(then.change?.effects.events[0]).not.toHaveProperty('webhookId')
  })

  it('is over also where its matrix can’t be read', () => {
    const then = reachLevel(story, [])
    expect(then.event).toMatchObject({ level: 1, actions: [] })
    expect(armed(then)).toMatchObject({ n: 2 })
  })

  it('stays quiet where no level is due, and refuses it to people', () => {
    expect(given(story.state).when('moderator', 'escalate').code).toBe('forbidden')
    const met = { ...story.state, deadlines: {} }
    expect(given(met).when('system', 'escalate')).toMatchObject({ event: undefined })
  })
})
