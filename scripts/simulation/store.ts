import type { Refusal } from '../../src/domain/errors.js'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { InboxEntry } from '../../src/domain/ticket/judge.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { Answers } from './answers.js'
import type { Clock } from './clock.js'
import type { Fault } from './faults.js'
import { Journal } from './journal.js'
import { Outbox } from './outbox.js'
import { Violation } from './violation.js'

export interface Row {
  /** After its first event. */
  first: TicketState
  state: TicketState
  events: { commandId: string; event: TicketEvent; isInternal: boolean }[]
  /** For which deadline the sweep last signalled a run, and when. */
  swept: Map<Family, { at: string; ms: number }>
}

export interface InboxRow {
  id: string
  ticketId: string
  entry: InboxEntry
  createdMs: number
  /** Since when its caller has a 202. */
  deferredMs: number | null
  /** How often it was decided. */
  decisions: number
  /** A transaction is about to judge it. */
  isLocked: boolean
}

/** PostgreSQL as the command path uses it: its tables, and the statements outside `carryOut`. */
export class Store {
  readonly rows = new Map<string, Row>()
  readonly inbox = new Map<string, InboxRow>()
  /** Of each command those that had their 202 when it first came: it must not overtake them. */
  readonly turns = new Map<string, Set<string>>()
  readonly outbox: Outbox
  readonly journal = new Journal()
  readonly answers = new Answers()
  /** What each commit meant to write: the tickets, and the place of their events. */
  readonly commits: { commandId: string; places: [ticketId: string, seq: number][] }[] = []
  readonly #fault: Fault | undefined
  #ids = 0

  constructor(clock: Clock, fault: Fault | undefined) {
    this.#fault = fault
    this.outbox = new Outbox(this.journal, clock, fault)
  }

  newId(): string {
    this.#ids += 1
    return `t${this.#ids}`
  }

  row(ticketId: string): Row {
    const row = this.rows.get(ticketId)
    if (row === undefined) throw new Violation(`there is no row of ${ticketId}`)
    return row
  }

  listSubTickets(ticketId: string): TicketState[] {
    const states = [...this.rows.values()].map(({ state }) => state)
    return states.filter(({ parentId }) => parentId === ticketId) // in the order of their numbers
  }

  /** As `receive_command`: not flushed, and known again by its id. */
  receive(id: string, ticketId: string, entry: InboxEntry, nowMs: number): InboxRow {
    const known = this.inbox.get(id)
    if (known !== undefined) return known
    const row = this.insert(id, ticketId, entry, nowMs)
    this.journal.note(false, () => this.inbox.delete(id))
    return row
  }

  insert(id: string, ticketId: string, entry: InboxEntry, nowMs: number): InboxRow {
    const before = this.listPending(ticketId).filter(({ deferredMs }) => deferredMs !== null)
    if (!this.turns.has(id)) this.turns.set(id, new Set(before.map((one) => one.id)))
    const row: InboxRow = {
      id,
      ticketId,
      entry,
      createdMs: nowMs,
      deferredMs: null,
      decisions: 0,
      isLocked: false,
    }
    this.inbox.set(id, row)
    return row
  }

  /** As `deferCommand`: flushed, and with it the row that came before. */
  defer(row: InboxRow, nowMs: number): void {
    row.deferredMs = nowMs
    this.journal.note(this.#fault !== 'a 202 is not flushed', () => {
      row.deferredMs = null
      this.forgetTurn(row.id)
    })
    this.answers.note(row.id, 'pending')
  }

  /** In order of arrival. */
  listPending(ticketId: string): InboxRow[] {
    const found: InboxRow[] = []
    for (const row of this.inbox.values()) {
      if (row.entry.status === 'pending' && row.ticketId === ticketId) found.push(row)
    }
    return found
  }

  /** As `reject_command`: never over an outcome. */
  reject(row: InboxRow, problem: Refusal): void {
    const { entry } = row
    if (entry.status !== 'pending' && this.#fault !== 'refusal over an outcome') return
    row.entry = { ...entry, status: 'rejected', problem }
    row.decisions += 1
    this.journal.note(true, () => {
      row.entry = entry
      row.decisions -= 1
      this.forgetTurn(row.id)
    })
  }

  /** Once it is taken back, whoever came behind it may have left for its run already. */
  forgetTurn(commandId: string): void {
    for (const before of this.turns.values()) before.delete(commandId)
  }

  hasPendingSince(ms: number): boolean {
    for (const { entry, createdMs } of this.inbox.values()) {
      if (entry.status === 'pending' && createdMs > ms) return true
    }
    return false
  }
}
