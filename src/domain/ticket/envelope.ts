import type { Refusal } from '../errors.js'
import type { Actor } from '../people.js'
import type { CommandName, Facts } from './commands.js'
import type { CompanionFamily } from './deadlines.js'
import { changedFields, type Effects, effectsOf } from './effects.js'
import type { TicketEvent } from './events.js'
import { evolve } from './evolve.js'
import type { Status, TicketState } from './state.js'

/** A command on its way to its ticket's workflow: no texts, only what decides. */
export interface Envelope {
  commandId: string
  name: CommandName
  actor: Actor
  payload: Record<string, unknown>
  given: string[]
  ifMatch?: number
  facts: Facts
  /** The seq of the row when the facts were read: an older state may not refuse. */
  seen: number
}

/** One ticket's event within a commit. */
export interface CommitPart {
  fromSeq: number
  from: Status
  fact: boolean
  event: TicketEvent & { fields?: Record<string, { from: unknown; to: unknown }> }
  state: TicketState
  effects: Effects
}

/** Another ticket's event in the same commit: who did it, and texts of its own. */
export interface RelativePart extends CommitPart {
  actor: Actor
  texts?: Record<string, string>
  /** A sub-ticket that begins: its place under the parent, and in the command's list. */
  create?: { n: number; index: number }
}

export interface CommitRequest {
  organizationId: string
  ticketId: string
  commandId: string
  actor: Actor
  /** Facts that were decided on; left out by the system, whose commands rest on none. */
  facts?: Facts
  system?: { name: CommandName }
  /** Which family of workflows commits: the others concerned are woken. */
  by: 'ticket' | CompanionFamily
  /** The state that was decided on and what came of it; left out when the command changes nothing. */
  change?: { before: TicketState; part: CommitPart }
}

/** What the transaction is given: the ticket's part and those of its relatives, all or none. */
export interface FamilyCommit extends Omit<CommitRequest, 'actor' | 'change'> {
  parts: (CommitPart | RelativePart)[]
}

export type CommitOutcome =
  | { kind: 'committed' }
  | { kind: 'applied'; state: TicketState }
  | { kind: 'rejected'; problem: Refusal }
  | { kind: 'behind'; state: TicketState }
  | { kind: 'facts_changed'; facts: Facts }
  /** By the family: what another ticket's state does not allow. */
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'unknown' }

/** An event and all that leaves with it. */
export function partOf(before: TicketState, event: TicketEvent): CommitPart {
  const state = evolve(before, event)
  const fields = changedFields(before, state)
  return {
    fromSeq: before.seq,
    from: before.status,
    fact: state.revision === before.revision,
    event: { ...event, fields },
    state,
    effects: effectsOf(before, event, state, fields),
  }
}
