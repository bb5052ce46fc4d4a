import type { ErrorCode } from '../errors.js'
import type { Actor } from '../people.js'
import type { Command } from '../ticket/commands/index.js'
import { findRefusal } from '../ticket/decider.js'
import type { Surroundings } from '../ticket/facts.js'
import type { TicketState } from '../ticket/state.js'
import { isTerminal } from '../ticket/status.js'
import type { Step } from './actions.js'
import type { TicketMembers } from './ticket-fields.js'

/** The code of what a step would be refused. */
export type Would = 'applied' | ErrorCode

interface Past {
  /** As it is. */
  state: TicketState
  /** As they were. */
  members: TicketMembers
  surroundings: Surroundings
  actor: Actor
  at: string
}

/** What would have come of a step of a rule; what takes more than the ticket to know is taken to be in order. */
export function judgeStep(step: Step, { state, members, surroundings, actor, at }: Past): Would {
  if (step.kind === 'refused') return step.code
  if (step.kind === 'webhook') return 'applied'
  const past = { ...state, ...members, sla: state.sla } as TicketState // a pair of status and assignee that it once had
  if (step.kind === 'message') {
    return past.status === 'draft' || isTerminal(past.status) ? 'chat_closed' : 'applied'
  }
  const { name, payload, texts } = step
  const sent = { name, commandId: '', actor, payload, textsGiven: Object.keys(texts) } as Command // planned for its name
  const refused = findRefusal(past, sent, { at, person: null, unknownIds: {}, surroundings })
  return refused?.code ?? 'applied'
}
