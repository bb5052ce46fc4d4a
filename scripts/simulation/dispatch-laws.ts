import { FORGOTTEN_AFTER_MS } from '../../temporal/start-gate.js'
import type { Clock } from './clock.js'
import type { OutboxRow } from './outbox.js'
import type { Temporal } from './temporal.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

interface Leased {
  signals: OutboxRow[]
  starts: OutboxRow[]
  hasCommands: boolean
  /** What the gate let through. */
  room: number
}

/** Starts and signals of one process take turns, and nothing is put before a person's command but one of them. */
export class TurnLaw {
  #passedOver = 0
  #hasGoneBefore = false

  check({ store: { outbox } }: World, { signals, starts, hasCommands, room }: Leased): void {
    const count = signals.length + starts.length
    if (hasCommands && count > 1) {
      throw new Violation(`${count} starts and signals were put before a command that waits`)
    }
    const goesBefore = starts.length > 0 && outbox.hasDue('signal')
    if (goesBefore && (this.#hasGoneBefore || starts.length > 1)) {
      throw new Violation(
        `the start of ${starts[0]?.run.ticketId} went before a signal out of turn`,
      )
    }
    this.#hasGoneBefore = goesBefore
    const isPassedOver = room > 0 && starts.length === 0 && outbox.hasDue('start')
    this.#passedOver = isPassedOver ? this.#passedOver + 1 : 0
    if (this.#passedOver > 1) throw new Violation('a start was passed over twice for signals')
  }
}

/** Whoever is told of a commit has read it, or is about to. */
export function checkHeard(temporal: Temporal, done: readonly OutboxRow[]): void {
  if (temporal.hasLost) return
  for (const { kind, run: ref, seq } of done) {
    const run = temporal.runs.get(temporal.nameRun(ref))
    if (kind === 'start' || run === undefined || run.position.seq >= seq) continue
    if (!run.isReading) throw new Violation(`${run.id} was not told of #${seq}`)
  }
}

/** Counts the gate's starts by itself: those of one process whose first task has not said that it is under way. */
export class StartLaw {
  readonly #clock: Clock
  readonly #most: number
  #begun: { id: string; atMs: number }[] = []

  constructor(clock: Clock, most: number) {
    this.#clock = clock
    this.#most = most
  }

  note(id: string): void {
    const nowMs = this.#clock.ms
    const others = this.#begun.filter((one) => one.id !== id)
    this.#begun = others.filter(({ atMs }) => nowMs - atMs <= FORGOTTEN_AFTER_MS)
    this.#begun.push({ id, atMs: nowMs })
    if (this.#begun.length > this.#most) {
      throw new Violation(`${this.#begun.length} starts were begun whose first task is not done`)
    }
  }

  settle(id: string): void {
    this.#begun = this.#begun.filter((one) => one.id !== id)
  }
}
