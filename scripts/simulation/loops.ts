import { FORGOTTEN_AFTER_MS } from '../../temporal/start-gate.js'
import { sendUpdate } from './api.js'
import { SECOND_MS } from './clock.js'
import { Dispatcher } from './dispatcher.js'
import type { Network } from './network.js'
import type { Temporal } from './temporal.js'
import type { World } from './world.js'

/** The loops of two worker processes: the relay and the outbox dispatchers. */
export class Loops {
  readonly #world: World
  readonly #network: Network
  readonly #dispatchers: readonly [Dispatcher, Dispatcher]

  constructor(world: World, network: Network, temporal: Temporal) {
    this.#world = world
    this.#network = network
    this.#dispatchers = [
      new Dispatcher(world, network, temporal),
      new Dispatcher(world, network, temporal),
    ]
  }

  /** Dispatchers do nothing now. */
  areAsleep = false

  /** Nothing waits for a dispatcher, and none has anything in hand. */
  get areIdle(): boolean {
    if (this.areAsleep) return true
    const isOutboxEmpty = this.#world.store.outbox.rows.length === 0
    return isOutboxEmpty && this.#dispatchers.every(({ isIdle }) => isIdle)
  }

  /** When a dispatcher that can't go on now can: a call is late, a lease is over, or the gate forgets a start. */
  get wakesMs(): number {
    const { clock, store } = this.#world
    const leases = store.outbox.rows.map(({ leasedUntilMs }) => leasedUntilMs + 1)
    const instants = [...leases, ...this.#dispatchers.map(({ wakesMs }) => wakesMs)]
    return Math.min(...instants.filter((ms) => ms > clock.ms), clock.ms + FORGOTTEN_AFTER_MS + 1)
  }

  /** Sends a ticket's oldest pending command; the next has its turn when that is decided. */
  relay(ticketId: string): void {
    const { clock, fault, store, tell } = this.#world
    const pending = store.listPending(ticketId)
    const row = fault === 'relay out of order' ? pending.at(-1) : pending[0]
    if (row === undefined) return
    const isDeferred = row.deferredMs !== null && row.deferredMs < clock.ms - SECOND_MS
    if (!isDeferred && row.createdMs >= clock.ms - 10 * SECOND_MS) return
    tell(() => `  the relay sends ${row.id}`)
    sendUpdate(this.#world, this.#network, row, true)
  }

  /** One step of any of them, which may be its last. */
  dispatchOne(): void {
    const dispatcher = this.#pick()
    dispatcher.advance()
    if (this.#world.random.happens(0.1)) dispatcher.die()
  }

  /** A step of each; false when none can go on now. */
  dispatch(): boolean {
    if (this.areAsleep) return false
    const [one, other] = this.#dispatchers
    const isMoved = one.advance()
    return other.advance() || isMoved
  }

  /** By a sink of whichever process took the first task, which may die with it. */
  noteBegun(workflowId: string): void {
    if (!this.#world.random.happens(0.1)) this.#pick().noteBegun(workflowId)
  }

  dropRounds(): void {
    for (const dispatcher of this.#dispatchers) {
      if (this.#world.random.happens(0.5)) dispatcher.dropRound()
    }
  }

  #pick(): Dispatcher {
    const [one, other] = this.#dispatchers
    return this.#world.random.happens(0.5) ? one : other
  }
}
