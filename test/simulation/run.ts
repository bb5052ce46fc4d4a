import type { Command, Facts } from '../../src/domain/ticket/commands/index.js'
import { DEADLINE_COMMANDS, isOwed, nextDeadline } from '../../src/domain/ticket/deadlines.js'
import { decide } from '../../src/domain/ticket/decider.js'
import { type CommitPart, partOf } from '../../src/domain/ticket/envelope.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { Fault, Store } from './store.js'

export interface Sent {
  command: Command
  facts: Facts
  seen: number
  /** Also commits to the other ticket of the family. */
  family: boolean
}

export type Reply = 'applied' | 'refused' | 'lost'

/** One ticket's workflow as the road runs it, with a worker that may die between commit and evolve. */
export class Run {
  state: TicketState | undefined
  readonly #ticket: number
  readonly #store: Store
  readonly #fault: Fault | undefined

  constructor(ticket: number, store: Store, fault: Fault | undefined) {
    this.#ticket = ticket
    this.#store = store
    this.#fault = fault
  }

  /** The synchronous validator: true lets the command through to the handler. */
  admits({ command, facts, seen }: Sent, at: string): boolean {
    if (this.state === undefined) return true
    if (this.state.seq < seen && this.#fault !== 'validator ignores seen') return true
    return decide(this.state, command, { at, facts }).kind !== 'refused'
  }

  /** The handler; `crash` kills the worker after the commit, before anything of it is remembered. */
  perform(sent: Sent, at: string, crash: boolean): Reply {
    if (this.state === undefined || this.state.seq < sent.seen) this.catchUp()
    let { facts } = sent
    for (let tries = 0; tries < 10; tries += 1) {
      const before = this.state ?? this.#store.row(this.#ticket).state
      const decision = decide(before, sent.command, { at, facts })
      if (decision.kind === 'refused') return 'refused'
      const part = decision.kind === 'happened' ? partOf(before, decision.event) : undefined
      if (part !== undefined && this.#fault === 'evolve before commit') this.state = part.state
      const outcome = this.#store.commit(
        sent.command.commandId,
        this.#ticket,
        facts,
        this.#parts(sent, part, at),
        sent.command.actor,
      )
      if (crash) return 'lost'
      switch (outcome.kind) {
        case 'committed':
          if (part !== undefined) this.state = part.state
          return 'applied'
        case 'applied':
          this.#take(outcome.state)
          return 'applied'
        case 'rejected':
        case 'unknown':
          return 'refused'
        case 'behind':
          this.#take(outcome.state)
          break
        case 'facts_changed':
          facts = outcome.facts
      }
    }
    throw new Error('a command never settles')
  }

  /** What a family's other member gets with the same commit; the store locks parent first, whatever the order here. */
  #parts(
    sent: Sent,
    part: CommitPart | undefined,
    at: string,
  ): { ticket: number; part: CommitPart }[] {
    if (part === undefined) return []
    const own = { ticket: this.#ticket, part }
    if (!sent.family) return [own]
    const other = 1 - this.#ticket
    const event: TicketEvent = { type: 'set_tags', at, tags: [sent.command.commandId] }
    const relative = { ticket: other, part: partOf(this.#store.row(other).state, event) }
    return this.#ticket === 0 ? [own, relative] : [relative, own]
  }

  #take(state: TicketState): void {
    if (this.state === undefined || state.seq > this.state.seq) this.state = state
  }

  catchUp(): void {
    this.#take(this.#store.row(this.#ticket).state)
    for (const row of this.#store.inbox.values()) {
      if (row.ticket === this.#ticket && row.status === 'applied') row.acked = true
    }
  }

  /** Fires the earliest deadline of the state it has; a repeated firing has the same id. */
  fire(at: string, crash: boolean): Reply | 'nothing' {
    const due = this.state === undefined ? undefined : nextDeadline(this.state)
    if (due === undefined) return 'nothing'
    this.catchUp()
    if (this.state === undefined || !isOwed(this.state, due)) return 'nothing'
    const commandId = `${this.#ticket}/${due.kind}/${due.seq}`
    const command = {
      ...DEADLINE_COMMANDS[due.kind],
      commandId,
      actor: { kind: 'system' },
      given: [],
    } as Command // the table's own pairing
    return this.perform(
      { command, facts: this.#store.factsOf({ kind: 'system' }), seen: 0, family: false },
      at,
      crash,
    )
  }

  /** A new run, by continue-as-new or after a lost store: it knows nothing until it catches up. */
  forget(): void {
    this.state = undefined
  }
}
