import type { ErrandKind } from '../../temporal/dispatch-round.js'
import { LEASE_SECONDS, RETRY_SECONDS } from '../../temporal/dispatch-round.js'
import { type Clock, SECOND_MS } from './clock.js'
import type { Fault } from './faults.js'
import type { Journal } from './journal.js'
import type { RunRef } from './run-ref.js'

export interface OutboxRow {
  id: string
  kind: ErrandKind
  run: RunRef
  attempts: number
  leasedUntilMs: number
  /** The place of the ticket that it tells of. */
  seq: number
}

const LONGEST_PAUSE_SECONDS = 300

/** The outbox as `createOutboxQueue` uses it. Leases are not flushed, what becomes of a row is. */
export class Outbox {
  /** What is not done. */
  rows: OutboxRow[] = []
  readonly #journal: Journal
  readonly #clock: Clock
  readonly #fault: Fault | undefined
  #added = 0

  constructor(journal: Journal, clock: Clock, fault: Fault | undefined) {
    this.#journal = journal
    this.#clock = clock
    this.#fault = fault
  }

  /** Within whichever transaction journals it. */
  add(kind: ErrandKind, run: RunRef, seq: number): OutboxRow {
    this.#added += 1
    const row = { id: `o${this.#added}`, kind, run, attempts: 0, leasedUntilMs: 0, seq }
    this.rows.push(row)
    return row
  }

  remove(removed: readonly OutboxRow[]): void {
    this.rows = this.rows.filter((row) => !removed.includes(row))
  }

  hasDue(kind: ErrandKind): boolean {
    return this.rows.some((row) => row.kind === kind && this.#isFree(row))
  }

  /** The longest due first. */
  lease(kind: ErrandKind, most: number): OutboxRow[] {
    const free = most === 0 ? [] : this.rows.filter((row) => row.kind === kind && this.#isFree(row))
    const leased = free.slice(0, most)
    this.#update(leased, false, (row) => {
      row.leasedUntilMs = this.#clock.ms + LEASE_SECONDS * SECOND_MS
    })
    return leased
  }

  complete(ids: readonly string[]): void {
    const done = this.#find(ids)
    if (done.length === 0) return
    this.remove(done)
    this.#journal.note(true, () => this.rows.push(...done))
  }

  retryLater(ids: readonly string[]): void {
    this.#update(this.#find(ids), true, (row) => {
      row.leasedUntilMs = this.#clock.ms + RETRY_SECONDS * SECOND_MS
    })
  }

  retryEverLater(ids: readonly string[]): void {
    this.#update(this.#find(ids), true, (row) => {
      row.attempts += 1
      const seconds = Math.min(LONGEST_PAUSE_SECONDS, 1.5 ** row.attempts)
      row.leasedUntilMs = this.#clock.ms + seconds * SECOND_MS
    })
  }

  #isFree({ leasedUntilMs }: OutboxRow): boolean {
    if (this.#fault === 'leases never run out') return leasedUntilMs === 0
    return leasedUntilMs < this.#clock.ms
  }

  #find(ids: readonly string[]): OutboxRow[] {
    return this.rows.filter(({ id }) => ids.includes(id))
  }

  #update(rows: OutboxRow[], isFlushed: boolean, change: (row: OutboxRow) => void): void {
    if (rows.length === 0) return
    const before = rows.map(({ attempts, leasedUntilMs }) => ({ attempts, leasedUntilMs }))
    for (const row of rows) change(row)
    this.#journal.note(isFlushed, () => {
      for (const [index, row] of rows.entries()) Object.assign(row, before[index])
    })
  }
}
