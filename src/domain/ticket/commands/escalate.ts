import { required } from '../../assert.js'
import type { LevelInstant } from '../../sla/sla.js'
import { type Notification, notifyModerators, notifyUsers } from '../outcome/notifications.js'
import type { TicketState } from '../state.js'
import { LIVE } from '../status.js'
import type { CommandDefinition, Dated } from './command.js'
import { decideLevel, type LevelEffects } from './lib/escalation.js'
import { notifyReassigned, reassignTo } from './reassign.js'

/** The level, because of which clock, by which version of which matrix, and what it has done. */
type Escalated = LevelEffects &
  Pick<LevelInstant, 'level' | 'clock'> & { matrixId: string; matrixVersion: number }

export const escalate: CommandDefinition<object, Escalated> = {
  rule: {
    who: ['system'],
    from: LIVE,
    to: ['same'],
    about:
      'A level of an escalation is due: it tells people, raises the priority, reassigns as `reassign` does',
    does: 'escalates tickets',
    done: 'escalated',
  },
  locksRelatives: true,
  needs: ['escalation'],
  decide: (state, _command, context) => {
    const due = findDueLevel(state)
    if (due === undefined) return undefined
    const { level, clock, matrixId, version: matrixVersion } = due
    return { level, clock, matrixId, matrixVersion, ...decideLevel(state, context) }
  },
  evolve: (state, event) => reassignAs(markDone(state, event), event),
  recipients: (after, event, before) => [
    ...notifyAudience(after, event),
    ...(event.reassigned === undefined ? [] : notifyReassigned(after, event, before)),
  ],
  example: () => ({ payload: {}, textsGiven: [] }),
}

/** That of the deadline: it names the level by its number. */
function findDueLevel({ deadlines, sla: { escalation } }: TicketState) {
  const { at, n = 1 } = deadlines.escalation ?? {}
  const instant = escalation?.instants.find((one) => one.level === n && one.at === at)
  return escalation === undefined || instant === undefined
    ? undefined
    : { ...escalation, ...instant }
}

/** A priority set because of a clock moves no date. */
function markDone(state: TicketState, { level, priority }: Escalated): TicketState {
  const { sla } = state
  const escalation = required(sla.escalation, 'escalation')
  return {
    ...state,
    priority: priority ?? state.priority,
    sla: { ...sla, escalation: { ...escalation, done: [...escalation.done, level] } },
  }
}

/** As a moderator would: dates stay, and no pause ends with it: a level comes while its clock runs. */
function reassignAs(state: TicketState, { reassigned, at }: Dated<Escalated>): TicketState {
  if (reassigned === undefined) return state
  const { groupId, ...to } = reassigned
  const given = { ...to, at, priority: state.priority, dueDates: null, resolutionDueAt: null }
  const after = reassignTo(state, given)
  return groupId === undefined ? after : { ...after, groupId }
}

function notifyAudience(
  { assigneeId }: TicketState,
  { audience }: Pick<Escalated, 'audience'>,
): Notification[] {
  if (audience === 'moderators') return [notifyModerators('sla_escalated', assigneeId)]
  return audience.length === 0 ? [] : [notifyUsers('sla_escalated', ...audience)]
}
