import type { Actor, Person } from '../../src/domain/people.js'
import type { Facts } from '../../src/domain/ticket/commands/index.js'
import type { CommitOutcome, CommitPart } from '../../src/domain/ticket/envelope.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { TicketState } from '../../src/domain/ticket/state.js'

/** A rule of the road broken on purpose, to show that the simulation sees it. */
export type Fault =
  | 'no inbox check'
  | 'no seq check'
  | 'refusal over outcome'
  | 'validator ignores seen'
  | 'evolve before commit'
  | 'no catch-up after a crash'
  | 'facts not judged again'
  | 'half a family'

export interface Row {
  state: TicketState
  initial: TicketState
  events: { event: TicketEvent; commandId: string; fact: boolean }[]
}

export interface InboxRow {
  status: 'pending' | 'applied' | 'rejected'
  acked: boolean
  ticket: number
  system: boolean
}

/** PostgreSQL as the road uses it: rows, inbox, and a commit that is atomic. */
export class Store {
  rows: Row[]
  inbox = new Map<string, InboxRow>()
  /** Who may act at present; null for somebody whose account is gone. */
  people: Map<string, Person | null>
  readonly #facts: Facts
  readonly #fault: Fault | undefined

  constructor(
    initial: TicketState[],
    facts: Facts,
    people: Map<string, Person | null>,
    fault: Fault | undefined,
  ) {
    this.rows = initial.map((state) => ({ state, initial: state, events: [] }))
    this.#facts = facts
    this.people = people
    this.#fault = fault
  }

  /** As `command_facts`: what is true now. */
  factsOf(actor: Actor): Facts {
    return {
      ...this.#facts,
      actor: actor.kind === 'user' ? (this.people.get(actor.id) ?? null) : null,
    }
  }

  row(ticket: number): Row {
    const row = this.rows[ticket]
    if (row === undefined) throw new Error(`no ticket ${ticket}`)
    return row
  }

  receive(id: string, ticket: number): InboxRow {
    const known = this.inbox.get(id)
    if (known !== undefined) return known
    const row: InboxRow = { status: 'pending', acked: false, ticket, system: false }
    this.inbox.set(id, row)
    return row
  }

  /** As `reject_command`: only a pending row. */
  reject(id: string): void {
    const row = this.inbox.get(id)
    if (row === undefined) return
    if (row.status === 'pending' || this.#fault === 'refusal over outcome') {
      row.status = 'rejected'
      row.acked = true
    }
  }

  /** As `commit_tickets`: the inbox row judges, then every row's seq, then the facts; then all parts or none. */
  commit(
    id: string,
    ticket: number,
    facts: Facts,
    parts: { ticket: number; part: CommitPart }[],
    actor: Actor,
  ): CommitOutcome {
    const system = actor.kind === 'system'
    const known = this.inbox.get(id)
    if (known === undefined && !system) return { kind: 'unknown' }
    const inbox: InboxRow = known ?? { status: 'pending', acked: false, ticket, system }
    const judged = this.#fault !== 'no inbox check'
    if (judged && inbox.status === 'rejected') {
      return { kind: 'rejected', problem: { code: 'invalid_transition', error: '' } }
    }
    if (judged && inbox.status === 'applied')
      return { kind: 'applied', state: this.row(ticket).state }
    const behind = parts.some(({ ticket: at, part }) => this.row(at).state.seq !== part.fromSeq)
    if (behind && this.#fault !== 'no seq check')
      return { kind: 'behind', state: this.row(ticket).state }
    const fresh = this.factsOf(actor)
    if (fresh.actor !== facts.actor && this.#fault !== 'facts not judged again') {
      return { kind: 'facts_changed', facts: fresh }
    }
    if (actor.kind === 'user' && fresh.actor === null)
      throw new Error('it was applied for somebody who may not')
    const kept = this.#fault === 'half a family' ? parts.slice(0, 1) : parts
    for (const { ticket: at, part } of kept) {
      const row = this.row(at)
      row.state = part.state
      row.events.push({ event: part.event, commandId: id, fact: part.fact })
    }
    this.inbox.set(id, inbox)
    inbox.status = 'applied'
    inbox.acked = inbox.system || parts.length === 0
    return { kind: 'committed' }
  }
}
