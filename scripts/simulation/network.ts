import type { Refusal } from '../../src/domain/errors.js'
import type { Position } from '../../src/domain/ticket/position.js'
import type { Outcome } from '../../temporal/dispatch-round.js'
import type { RunRef } from './run-ref.js'
import type { Temporal } from './temporal.js'
import type { Update } from './update.js'
import type { World } from './world.js'

export type Message =
  | Update
  | { kind: 'start' | 'signal'; ref: RunRef; position: Position; caller: Caller }
  /** The API has found that the row forbids a command, and is about to write that down. */
  | { kind: 'refusal'; commandId: string; problem: Refusal }

/** The dispatcher that waits for an answer. */
interface Caller {
  process: { noteBegun(workflowId: string): void }
  answer(outcome: Outcome): void
}

const ANSWERS_LOST = 0.1

/** What is under way between processes: it comes in any order, twice, or never. */
export class Network {
  readonly #messages: Message[] = []
  readonly #world: World
  readonly #temporal: Temporal
  constructor(world: World, temporal: Temporal) {
    this.#world = world
    this.#temporal = temporal
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0
  }

  send(message: Message): void {
    this.#messages.push(message)
  }

  /** Any of them. */
  deliverOne(): void {
    const message = this.#world.random.takeFrom(this.#messages)
    if (message !== undefined) this.#deliver(message, this.#world.random.happens(ANSWERS_LOST))
  }

  deliverAll(): void {
    for (const message of this.#messages.splice(0)) this.#deliver(message, false)
  }

  doubleOne(): void {
    const message = this.#world.random.pick(this.#messages)
    if (message !== undefined) this.#messages.push(message)
  }

  loseOne(): void {
    const message = this.#world.random.takeFrom(this.#messages)
    if (message === undefined) return
    this.#world.tell(() => `  the network loses ${describe(message)}`)
    const isKnown = this.#world.random.happens(0.5)
    if (isKnown && 'caller' in message) message.caller.answer('unreachable')
  }

  #deliver(message: Message, isAnswerLost: boolean): void {
    this.#world.tell(() => `  ${describe(message)} arrives`)
    switch (message.kind) {
      case 'update':
        this.#temporal.update(message)
        return
      case 'signal':
        this.#temporal.signal(message.ref, message.position)
        if (!isAnswerLost) message.caller.answer('done')
        return
      case 'start': {
        const outcome = this.#start(message)
        if (!isAnswerLost) message.caller.answer(outcome)
        return
      }
      case 'refusal':
        this.#refuse(message)
    }
  }

  /** Eagerly: the first task comes with the answer, where the server can. Of a run that is there nothing is waited for. */
  #start({ ref, position, caller }: Extract<Message, { kind: 'start' | 'signal' }>): Outcome {
    const { isNew, run } = this.#temporal.start(ref, position)
    if (isNew && this.#world.random.happens(0.5)) return 'begun'
    if (isNew) run.hasBegun = true
    caller.process.noteBegun(run.id)
    return 'done'
  }

  #refuse(message: Extract<Message, { kind: 'refusal' }>): void {
    const { store } = this.#world
    const row = store.inbox.get(message.commandId)
    if (row === undefined) return // lost with the database: there is nothing to write it to
    // the statement waits for whoever holds the row
    if (row.isLocked) {
      this.send(message)
      return
    }
    store.reject(row, message.problem)
    if (row.entry.status === 'rejected') store.answers.note(row.id, 'rejected')
  }
}

function describe(message: Message): string {
  if (message.kind === 'refusal') return `the refusal of ${message.commandId}`
  const { kind, ref } = message
  const what = kind === 'update' ? `${message.name} (${message.commandId})` : kind
  return `${what} for ${ref.family} of ${ref.ticketId}`
}
