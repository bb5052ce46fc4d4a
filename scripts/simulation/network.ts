import type { Refusal } from '../../src/domain/errors.js'
import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import type { Position } from '../../src/domain/ticket/position.js'
import type { RunRef } from './store.js'
import type { Temporal } from './temporal.js'
import type { World } from './world.js'

export type Message =
  | { kind: 'update'; ref: RunRef; commandId: string; name: CommandName }
  | { kind: 'start' | 'signal'; ref: RunRef; position: Position }
  /** The API has found that the row forbids a command, and is about to write that down. */
  | { kind: 'refusal'; commandId: string; problem: Refusal }

/** What is under way between processes: it comes in any order, twice, or never. */
export class Network {
  readonly #messages: Message[] = []
  readonly #world: World
  readonly #temporal: Temporal
  /** Something was lost that only the sweep can make good. */
  hasLostMessage = false

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
    if (message !== undefined) this.#deliver(message)
  }

  deliverAll(): void {
    for (const message of this.#messages.splice(0)) this.#deliver(message)
  }

  doubleOne(): void {
    const message = this.#world.random.pick(this.#messages)
    if (message !== undefined) this.#messages.push(message)
  }

  loseOne(): void {
    const message = this.#world.random.takeFrom(this.#messages)
    if (message === undefined) return
    this.#world.tell(() => `  the network loses ${describe(message)}`)
    if (message.kind === 'start' || message.kind === 'signal') this.hasLostMessage = true
  }

  #deliver(message: Message): void {
    this.#world.tell(() => `  ${describe(message)} arrives`)
    switch (message.kind) {
      case 'update':
        this.#temporal.update(message.ref, message.commandId, message.name)
        return
      case 'signal':
        this.#temporal.signal(message.ref, message.position)
        return
      case 'start':
        this.#temporal.start(message.ref, message.position)
        return
      case 'refusal': {
        const row = this.#world.store.command(message.commandId)
        // the statement waits for whoever holds the row
        if (row.isLocked) this.send(message)
        else this.#world.store.reject(row, message.problem)
      }
    }
  }
}

function describe(message: Message): string {
  if (message.kind === 'refusal') return `the refusal of ${message.commandId}`
  const { kind, ref } = message
  const what = kind === 'update' ? `${message.name} (${message.commandId})` : kind
  return `${what} for ${ref.family} of ${ref.ticketId}`
}
