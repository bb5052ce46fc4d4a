import type { ErrorCode } from '../errors.js'
import type { Actor } from '../people.js'
import type { Command, CommandName, DecisionContext, Payloads } from './commands.js'
import { refusalOf } from './decide/index.js'
import { PEOPLE_COMMANDS } from './rules.js'
import { DEADLINE_KINDS, type DeadlineKind, type TicketState } from './state.js'

export interface Explanation {
  commands: { command: CommandName; allowed: boolean; code?: ErrorCode; error?: string }[]
  timers: { kind: DeadlineKind; dueAt: string; armedBy: number }[]
}

/** For the one who asks: what each command would meet now, and what each pending timer waits for. */
export function explain(state: TicketState, actor: Actor, given: DecisionContext): Explanation {
  const context = withSomebody(given)
  return {
    commands: PEOPLE_COMMANDS.map((name) => {
      const refused = refusalOf(state, blameless(name, actor, state), context)
      if (refused === undefined) return { command: name, allowed: true }
      return { command: name, allowed: false, code: refused.code, error: refused.error }
    }),
    timers: DEADLINE_KINDS.flatMap((kind) => {
      const deadline = state.deadlines[kind]
      return deadline === undefined ? [] : [{ kind, dueAt: deadline.at, armedBy: deadline.seq }]
    }),
  }
}

/** The caller stands for anybody who could be named. */
function withSomebody({ at, facts }: DecisionContext): DecisionContext {
  const { actor } = facts
  if (actor === null) return { at, facts }
  return { at, facts: { ...facts, people: { ...facts.people, [actor.id]: actor } } }
}

const ALL_TEXTS = ['reason', 'notes', 'comment', 'question', 'answer']

/** A command whose content gives no reason to refuse it: what stops it is the ticket or the caller. */
function blameless(name: CommandName, actor: Actor, state: TicketState): Command {
  const payloads: Partial<Payloads> = {
    change_priority: { priority: state.priority },
    set_tags: { tags: state.tags },
    split: { subTickets: [] },
    decide_approval: { approvalId: state.approval?.id ?? '', approved: true },
    decline_request: { requestId: state.requests[0]?.id ?? '' },
    add_participant: { userId: actor.kind === 'user' ? actor.id : '' },
    remove_participant: { userId: '' },
    add_team_members: { userIds: [] },
    remove_team_member: { userId: '' },
  }
  return {
    name,
    commandId: '',
    actor,
    payload: payloads[name] ?? {},
    given: ALL_TEXTS,
  } as Command // the payload is picked by the name
}
