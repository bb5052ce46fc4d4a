import type { ErrorCode } from '../errors.js'
import type { Actor } from '../people.js'
import type { Command, CommandName } from './commands/index.js'
import { getCommand, PEOPLE_COMMANDS } from './commands/index.js'
import { listDeadlines } from './deadlines.js'
import { findRefusal } from './decider.js'
import type { DecisionContext } from './facts.js'
import type { DeadlineKind, TicketState } from './state.js'

export interface Explanation {
  commands: { command: CommandName; allowed: boolean; code?: ErrorCode; error?: string }[]
  timers: { kind: DeadlineKind; dueAt: string; armedBy: number }[]
}

/** For the one who asks: what each command would meet now, and what each pending timer waits for. */
export function explain(state: TicketState, actor: Actor, context: DecisionContext): Explanation {
  const { at, facts } = includeCaller(context)
  const known = { at, person: facts.actor, unknownIds: facts.unknownIds, facts }
  return {
    commands: PEOPLE_COMMANDS.map((name) => {
      const refused = findRefusal(state, exampleCommand(name, state, actor), known)
      if (refused === undefined) return { command: name, allowed: true }
      return { command: name, allowed: false, code: refused.code, error: refused.error }
    }),
    timers: listDeadlines(state).map(({ kind, at: dueAt, seq }) => ({ kind, dueAt, armedBy: seq })),
  }
}

/** The caller stands for anybody who could be named. */
function includeCaller({ at, facts }: DecisionContext): DecisionContext {
  const { actor } = facts
  if (actor === null) return { at, facts }
  return { at, facts: { ...facts, people: { ...facts.people, [actor.id]: actor } } }
}

/** A command whose content gives no reason to refuse it. */
export function exampleCommand<N extends CommandName>(
  name: N,
  state: TicketState,
  actor: Actor,
): Command<N> {
  const content = getCommand(name).example(state, actor)
  return { name, commandId: '', actor, ...content } as Command<N> // the content is that of its name
}
