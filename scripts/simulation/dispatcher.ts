import {
  CALL_DEADLINE_MS,
  COMMAND_WAITS_SECONDS,
  type Errand,
  FATES,
  limitFirstStarts,
  limitSignals,
  limitStarts,
  listErrands,
  type Outcome,
} from '../../temporal/dispatch-round.js'
import { createStartGate, type StartGate } from '../../temporal/start-gate.js'
import { SECOND_MS } from './clock.js'
import { checkHeard, StartLaw, TurnLaw } from './dispatch-laws.js'
import type { Network } from './network.js'
import type { OutboxRow } from './outbox.js'
import type { RunRef } from './run-ref.js'
import type { Temporal } from './temporal.js'
import type { World } from './world.js'

type Call = Errand<RunRef> & { outcome?: Outcome }

interface Round {
  rows: OutboxRow[]
  calls: Call[]
  /** Undefined before the calls. */
  deadlineMs?: number
}

/** Fewer than in the product, so that a story of a few tickets fills the gate. */
const MOST_BEGUN = 2

/** `dispatchOutbox` in one worker's process, in the steps between which it may die, or another dispatch as well. */
export class Dispatcher {
  readonly #world: World
  readonly #network: Network
  readonly #temporal: Temporal
  #gate: StartGate
  #law: StartLaw
  #turns = new TurnLaw()
  #round: Round | undefined
  #rounds = 0

  constructor(world: World, network: Network, temporal: Temporal) {
    this.#world = world
    this.#network = network
    this.#temporal = temporal
    this.#gate = this.#createGate()
    this.#law = new StartLaw(world.clock, MOST_BEGUN)
  }

  /** When it has something to do that it can't do now. */
  get wakesMs(): number {
    return this.#round?.deadlineMs ?? Number.POSITIVE_INFINITY
  }

  get isIdle(): boolean {
    return this.#round === undefined
  }

  /** Leases, calls, or completes what has its outcome; false when it can do none of it now. */
  advance(): boolean {
    if (this.#round === undefined) return this.#lease()
    const { calls, deadlineMs } = this.#round
    if (deadlineMs === undefined) {
      this.#call(this.#round)
      return true
    }
    const isLate = deadlineMs <= this.#world.clock.ms
    if (!isLate && calls.some(({ outcome }) => outcome === undefined)) return false
    this.#end(this.#round)
    return true
  }

  /** Its process dies, and another begins with nothing in hand. */
  die(): void {
    if (this.#round !== undefined) this.#world.tell(() => '  a dispatcher dies in its round')
    this.#round = undefined
    this.#gate = this.#createGate()
    this.#law = new StartLaw(this.#world.clock, MOST_BEGUN)
    this.#turns = new TurnLaw()
    this.#rounds = 0
  }

  /** What it has in hand fails with the database: the rows' leases run out, or are gone. */
  dropRound(): void {
    this.#round = undefined
  }

  /** The first task of a run that this process has is under way. */
  noteBegun(workflowId: string): void {
    this.#gate.settle(workflowId)
    this.#law.settle(workflowId)
  }

  #createGate(): StartGate {
    const { clock, fault } = this.#world
    return createStartGate(() => (fault === 'the gate forgets nobody' ? 0 : clock.ms), MOST_BEGUN)
  }

  #lease(): boolean {
    const { clock, fault, store } = this.#world
    const { outbox } = store
    const hasCommands = store.hasPendingSince(clock.ms - COMMAND_WAITS_SECONDS * SECOND_MS)
    const isYielding = hasCommands && fault !== 'a round takes no turns with commands'
    const room = fault === 'starts need no room' ? Number.POSITIVE_INFINITY : this.#gate.room()
    const pace = { isYielding, room }
    const first = outbox.lease('start', limitFirstStarts(pace, this.#rounds))
    const most = fault === 'starts before signals' ? 0 : limitSignals(pace, first.length)
    const signals = outbox.lease('signal', most)
    const count = first.length + signals.length
    const starts = [...first, ...outbox.lease('start', limitStarts(pace, count))]
    const rows = [...signals, ...starts]
    if (rows.length === 0) return false
    this.#rounds += fault === 'starts take no turn' ? 0 : 1
    this.#turns.check(this.#world, { signals, starts, hasCommands, room })
    if (fault === 'rows are completed before the call') outbox.complete(rows.map(({ id }) => id))
    this.#round = { rows, calls: listErrands(rows) }
    return true
  }

  #call(round: Round): void {
    const { clock, fault } = this.#world
    round.deadlineMs = clock.ms + CALL_DEADLINE_MS
    for (const call of round.calls) {
      const joined = round.rows.filter(({ id }) => call.ids.includes(id))
      const isStart = joined.some(({ kind }) => kind === 'start')
      if (fault === 'a signal joined to a start is a start' && isStart) call.kind = 'start'
      this.#carry(call)
    }
  }

  /** The position is that of now, however late it arrives. */
  #carry(call: Call): void {
    const { run: ref } = call
    if (call.kind === 'start') {
      const id = this.#temporal.nameRun(ref)
      this.#gate.note(id)
      this.#law.note(id)
    }
    const caller = {
      process: this,
      answer: (outcome: Outcome) => {
        call.outcome ??= outcome
      },
    }
    const position = this.#temporal.readPosition(ref)
    this.#network.send({ kind: call.kind, ref, position, caller })
  }

  #end({ rows, calls }: Round): void {
    const { outbox } = this.#world.store
    const ids = (fate: (typeof FATES)[Outcome]) =>
      calls.flatMap(({ ids, outcome = 'failed' }) => (FATES[outcome] === fate ? ids : []))
    for (const { kind, run, outcome = 'failed' } of calls) {
      if (kind === 'start' && FATES[outcome] !== 'complete') {
        this.noteBegun(this.#temporal.nameRun(run)) // what did not begin keeps no other from its turn
      }
    }
    const done = ids('complete')
    checkHeard(
      this.#temporal,
      rows.filter(({ id }) => done.includes(id)),
    )
    outbox.complete(done)
    outbox.retryLater(ids('retry'))
    outbox.retryEverLater(ids('back off'))
    this.#round = undefined
  }
}
