import type { Refusal } from '../errors.js'
import type { Actor } from '../people.js'
import type { CommandName, Facts } from './commands.js'
import type { Effects } from './effects.js'
import type { TicketEvent } from './events.js'
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

export interface CommitRequest {
  organizationId: string
  ticketId: string
  commandId: string
  /** Facts that were decided on; left out by the system, whose commands rest on none. */
  facts?: Facts
  system?: { name: CommandName }
  /** Several in a family commit; none when the command changes nothing. */
  parts: CommitPart[]
}

export type CommitOutcome =
  | { kind: 'committed' }
  | { kind: 'applied'; state: TicketState }
  | { kind: 'rejected'; problem: Refusal }
  | { kind: 'behind'; state: TicketState }
  | { kind: 'facts_changed'; facts: Facts }
  | { kind: 'unknown' }
