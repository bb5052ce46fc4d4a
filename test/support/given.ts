import type { Refusal } from '../../src/domain/errors.js'
import type { Actor, Automation } from '../../src/domain/people.js'
import { createChange, type TicketChange } from '../../src/domain/ticket/change.js'
import type { CommandName, Payloads } from '../../src/domain/ticket/commands/index.js'
import { decide } from '../../src/domain/ticket/decider.js'
import type { NewEvent } from '../../src/domain/ticket/events.js'
import type { Facts } from '../../src/domain/ticket/facts.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { AT, asUser, command, factsFor, type Who } from './tickets.js'

export type Anyone = Who | 'system' | 'operator'

export interface Circumstances {
  texts?: string[]
  facts?: Partial<Facts>
  at?: string
  commandId?: string
  ifMatch?: number
  /** What the system acts for. */
  acting?: Automation
}

/** Then: the event that happened, and what leaves with it; or the refusal; neither where nothing changed. */
export interface Then {
  event: NewEvent | undefined
  change: TicketChange | undefined
  /** The state after it; the same as before when it was refused or changed nothing. */
  state: TicketState
  refusal: Refusal | undefined
  /** The refusal's code. */
  code: string | undefined
}

export interface Given {
  state: TicketState
  /** One more event in the past; throws when the command is refused. */
  and<N extends CommandName>(
    who: Anyone,
    name: N,
    payload?: Payloads[N],
    circumstances?: Circumstances,
  ): Given
  /** An event that no command of the ticket itself brings about. */
  happened(event: NewEvent): Given
  when<N extends CommandName>(
    who: Anyone,
    name: N,
    payload?: Payloads[N],
    circumstances?: Circumstances,
  ): Then
}

export function given(state: TicketState): Given {
  return {
    state,
    and: (who, name, payload, circumstances) => {
      const then = when(state, who, name, payload, circumstances)
      if (then.refusal !== undefined) throw new Error(JSON.stringify(then.refusal))
      return given(then.state)
    },
    happened: (event) => given(createChange(state, event).state),
    when: (who, name, payload, circumstances) => when(state, who, name, payload, circumstances),
  }
}

function when<N extends CommandName>(
  state: TicketState,
  who: Anyone,
  name: N,
  payload: Payloads[N] = {} as Payloads[N], // most have no content
  { texts = [], facts = {}, at = AT, commandId = 'c', ifMatch, acting }: Circumstances = {},
): Then {
  const isUser = who !== 'system' && who !== 'operator'
  const actor: Actor = isUser
    ? asUser(who).actor
    : who === 'system' && acting !== undefined
      ? { kind: who, for: acting }
      : { kind: who }
  const context = { at, facts: factsFor(isUser ? asUser(who).person : null, facts) }
  const given = { ...command(name, actor, payload, texts, ifMatch), commandId }
  const decision = decide(state, given, context)
  const nothing = { event: undefined, change: undefined, state }
  if (decision.kind === 'refused') {
    return { ...nothing, refusal: decision.refusal, code: decision.refusal.code }
  }
  if (decision.kind === 'unchanged') return { ...nothing, refusal: undefined, code: undefined }
  const change = createChange(state, decision.event)
  return {
    event: decision.event,
    change,
    state: change.state,
    refusal: undefined,
    code: undefined,
  }
}
