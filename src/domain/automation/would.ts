import type { ErrorCode } from '../errors.js'
import type { Actor } from '../people.js'
import type { Command } from '../ticket/commands/index.js'
import { refuseAssignee } from '../ticket/commands/lib/assignment.js'
import { findRefusal } from '../ticket/decider.js'
import type { Facts, Surroundings } from '../ticket/facts.js'
import type { TicketState } from '../ticket/state.js'
import { isTerminal } from '../ticket/status.js'
import type { SingleAction, Step } from './actions.js'
import type { TicketMembers } from './ticket-fields.js'

/** The code of what a step would be refused. */
export type Would = 'applied' | ErrorCode

/** Somebody whom an action names, and what they are judged by. */
export interface Whom extends Pick<Facts, 'departments' | 'people' | 'unknownIds'> {
  assigneeId: string
}

interface Past {
  /** As it is. */
  state: TicketState
  /** As they were. */
  members: TicketMembers
  surroundings: Surroundings
  actor: Actor
  at: string
  /** Left out where the step names nobody, or nobody knows of which department the ticket is by then. */
  whom?: Whom | undefined
}

/** What would have come of a step of a rule; what takes more to know than the ticket and whom the step names is taken to be in order. */
export function judgeStep(
  step: Step,
  { state, members, surroundings, actor, at, whom }: Past,
): Would {
  if (step.kind === 'refused') return step.code
  if (step.kind === 'webhook') return 'applied'
  const past = { ...state, ...members, sla: state.sla } as TicketState // a pair of status and assignee that it once had
  if (step.kind === 'message') {
    return past.status === 'draft' || isTerminal(past.status) ? 'chat_closed' : 'applied'
  }
  const { name, payload, texts } = step
  const sent = { name, commandId: '', actor, payload, textsGiven: Object.keys(texts) } as Command // planned for its name
  const known = { at, person: null, unknownIds: whom?.unknownIds ?? {}, surroundings }
  const refused = findRefusal(past, sent, known) ?? refuseWhom(past, whom)
  return refused?.code ?? 'applied'
}

function refuseWhom({ departmentId }: TicketState, whom: Whom | undefined) {
  return whom === undefined ? undefined : refuseAssignee(whom, departmentId, whom.assigneeId)
}

/** Of which department a ticket is after an action; undefined where it takes more to tell: a group's ticket goes to that of the group. */
export function followDepartment(
  departmentId: string | null | undefined,
  action: SingleAction,
): string | null | undefined {
  if (action.type === 'set_department') return action.departmentId
  return action.type === 'assign' && action.groupId !== undefined ? undefined : departmentId
}
