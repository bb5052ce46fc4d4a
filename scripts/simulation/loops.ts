import {
  type Family,
  listDeadlines,
  ownDeadlineKinds,
  SIDE_FAMILIES,
} from '../../src/domain/ticket/deadlines.js'
import { sendUpdate } from './api.js'
import { MINUTE_MS, SECOND_MS } from './clock.js'
import type { Network } from './network.js'
import type { OutboxRow, Row, RunRef } from './store.js'
import type { Temporal } from './temporal.js'
import type { World } from './world.js'

/** The loops of the worker's process: relay, outbox dispatcher and the sweep of what is overdue. */
export class Loops {
  readonly #world: World
  readonly #network: Network
  readonly #temporal: Temporal

  constructor(world: World, network: Network, temporal: Temporal) {
    this.#world = world
    this.#network = network
    this.#temporal = temporal
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
    sendUpdate(this.#world, this.#network, row)
  }

  /** Any of them; a dispatcher that dies before it marks the row does it again. */
  dispatchOne(): void {
    const { random, store } = this.#world
    const row = random.pick(store.outbox)
    if (row === undefined) return
    this.#dispatch(row)
    if (random.happens(0.1)) return
    row.isDone = true
    store.outbox = store.outbox.filter(({ isDone }) => !isDone)
  }

  dispatchAll(): void {
    for (const row of this.#world.store.outbox.splice(0)) this.#dispatch(row)
  }

  /** Signals what is overdue by a minute, a ticket at most each ten minutes. */
  sweep(row: Row): void {
    const { clock, fault, tell } = this.#world
    const limit = new Date(clock.ms - MINUTE_MS).toISOString()
    const isOverdue = listDeadlines(row.state).some(({ at }) => at <= limit)
    const isSignalledLately = row.sweptMs > clock.ms - 10 * MINUTE_MS
    if (!isOverdue || isSignalledLately || fault === 'no sweep') return
    row.sweptMs = clock.ms
    tell(() => `  the sweep signals ${row.state.number}`)
    for (const ref of listWaiting(row)) this.#send('signal', ref)
  }

  #dispatch({ kind, ref }: OutboxRow): void {
    this.#send(kind, ref)
  }

  /** The position is that of now, however late it arrives. */
  #send(kind: 'start' | 'signal', ref: RunRef): void {
    this.#network.send({ kind, ref, position: this.#temporal.readPosition(ref) })
  }
}

/** The runs that have a deadline of the row to wait for. */
export function listWaiting({ state }: Row): RunRef[] {
  const families: readonly Family[] = ['ticket', ...SIDE_FAMILIES]
  return families
    .filter((family) => listDeadlines(state, ownDeadlineKinds(family)).length > 0)
    .map((family) => nameRun(state, family))
}

function nameRun({ id: ticketId, approval }: Row['state'], family: Family): RunRef {
  return family === 'approval' && approval !== null
    ? { ticketId, family, n: approval.n }
    : { ticketId, family }
}
