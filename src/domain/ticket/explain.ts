import { findRelations, type Relation } from '../access/relations.js'
import type { ErrorCode, Refusal } from '../errors.js'
import type { Actor } from '../people.js'
import type { Command, CommandName } from './commands/index.js'
import { getCommand, PEOPLE_COMMANDS } from './commands/index.js'
import type { DeadlineKind } from './deadline.js'
import { listDeadlines } from './deadlines.js'
import { findRefusal, type Offer } from './decider.js'
import { SAVE_DRAFT } from './drafts/saved.js'
import type { DecisionContext, ReadContext } from './facts.js'
import { notEditable, notForCaller, refuseDeletion } from './refusals.js'
import type { TicketState } from './state.js'

export interface Explanation {
  commands: { command: Offer; allowed: boolean; code?: ErrorCode; error?: string }[]
  timers: { kind: DeadlineKind; dueAt: string; armedBy: number }[]
}

/** For the one who asks: what each command would meet now, and what each pending timer waits for. */
export function explain(state: TicketState, actor: Actor, context: DecisionContext): Explanation {
  const { at, facts } = includeCaller(context)
  const { actor: person, unknownIds } = facts
  const known = { at, person, unknownIds, surroundings: facts, facts }
  return {
    commands: ['save_draft' as const, ...PEOPLE_COMMANDS].map((name) => {
      const refused =
        name === 'save_draft'
          ? refuseSave(state, findRelations(state, actor, person))
          : (refuseRoad(name, state) ??
            findRefusal(state, exampleCommand(name, state, actor, { at, facts }), known))
      if (refused === undefined) return { command: name, allowed: true }
      return { command: name, allowed: false, code: refused.code, error: refused.error }
    }),
    timers: listDeadlines(state).map(({ kind, at: dueAt, seq }) => ({ kind, dueAt, armedBy: seq })),
  }
}

/** As PATCH answers it. */
function refuseSave(state: TicketState, relations: readonly Relation[]): Refusal | undefined {
  if (state.status !== 'draft') return notEditable(state)
  const isTheirs = SAVE_DRAFT.who.some((relation) => relations.includes(relation))
  return isTheirs ? undefined : notForCaller(SAVE_DRAFT)
}

/** One DELETE is both: what is neither draft nor sub-ticket is refused before anybody is asked who they are. */
function refuseRoad(name: CommandName, state: TicketState): Refusal | undefined {
  return name === 'delete_draft' || name === 'delete_sub_ticket' ? refuseDeletion(state) : undefined
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
  context: ReadContext,
): Command<N> {
  const content = getCommand(name).example(state, actor, context)
  return { name, commandId: '', actor, ...content } as Command<N> // the content is that of its name
}
