import type { CommandName, Facts, Payloads } from '../../src/domain/ticket/commands/index.js'
import { decide, evolve } from '../../src/domain/ticket/decider.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, asUser, command, factsFor, type Who } from './tickets.js'

/** Given a state, when somebody commands, then the state after it, or the refusal's code. */
export function when<N extends CommandName>(
  state: TicketState,
  who: Who,
  name: N,
  payload: Payloads[N],
  given: string[] = [],
  facts: Partial<Facts> = {},
): TicketState | string {
  const { actor, person: actorFacts } = asUser(who)
  const context = { at: AT, facts: factsFor(actorFacts, facts) }
  const decision = decide(state, command(name, actor, payload, given), context)
  if (decision.kind === 'refused') return decision.refusal.code
  return decision.kind === 'unchanged' ? state : evolve(state, decision.event)
}
