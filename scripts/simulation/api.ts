import type { Command } from '../../src/domain/ticket/commands/index.js'
import { findRefusal } from '../../src/domain/ticket/decider.js'
import type { InboxEntry } from '../../src/domain/ticket/judge.js'
import { readSurroundings } from './locks.js'
import type { Network } from './network.js'
import type { InboxRow, RunRef } from './store.js'
import type { World } from './world.js'

/** The API's half of the command path; a caller may send the same command again, under the same id. */
export class Api {
  readonly #world: World
  readonly #network: Network

  constructor(world: World, network: Network) {
    this.#world = world
    this.#network = network
  }

  receive(command: Command, ticketId: string): void {
    const { clock, store, tell } = this.#world
    tell(() => `${command.commandId}: ${describe(command)} on ${store.row(ticketId).state.number}`)
    const row = store.receive(command.commandId, ticketId, enter(command), clock.ms)
    this.#dispatch(row)
  }

  /** The caller has had no answer, and asks again. */
  receiveAgain(): void {
    const row = this.#world.random.pick([...this.#world.store.inbox.values()])
    if (row === undefined || row.entry.actor.kind === 'system') return
    this.#world.tell(() => `${row.id} is sent again`)
    if (row.entry.status === 'pending') this.#dispatch(row)
  }

  /** Its five seconds are over: the caller gets a 202. */
  deferOne(): void {
    const { clock, random, store, tell } = this.#world
    const row = random.pick(
      [...store.inbox.values()].filter(({ entry }) => entry.status === 'pending'),
    )
    if (row === undefined || row.deferredMs !== null) return
    row.deferredMs = clock.ms
    tell(() => `  ${row.id} is answered 202`)
  }

  /** What the row alone forbids is refused at once; the rest goes to its run, or waits for the relay. */
  #dispatch(row: InboxRow): void {
    const { clock, organization, random, store, tell } = this.#world
    const { state } = store.row(row.ticketId)
    const person = organization.findPerson(row.entry.actor)
    const surroundings = readSurroundings(this.#world, state)
    const known = { at: clock.at, person, unknownIds: {}, surroundings }
    const problem = findRefusal(state, readCommand(row), known)
    if (problem !== undefined) {
      tell(() => `  the API refuses ${row.id}: ${problem.code}`)
      this.#network.send({ kind: 'refusal', commandId: row.id, problem })
      return
    }
    const pending = store.listPending(row.ticketId)
    const isQueued = pending.some(({ id, deferredMs }) => deferredMs !== null && id !== row.id)
    if (isQueued) row.deferredMs ??= clock.ms
    else if (!random.happens(0.1)) sendUpdate(this.#world, this.#network, row) // else the API dies right here
  }
}

/** Decisions go straight to the approval's own run, everything else to the ticket's. */
export function sendUpdate({ store }: World, network: Network, row: InboxRow): void {
  const { ticketId, id: commandId } = row
  const { name } = row.entry
  const { approval } = store.row(ticketId).state
  const ref: RunRef =
    name === 'decide_approval' && approval !== null
      ? { ticketId, family: 'approval', n: approval.n }
      : { ticketId, family: 'ticket' }
  network.send({ kind: 'update', ref, commandId, name })
}

function enter(command: Command): InboxEntry {
  const { name, actor, payload, textsGiven, ifMatch = null } = command
  const content = { name, actor, payload, textsGiven: [...textsGiven], ifMatch }
  return { status: 'pending', problem: null, ...content }
}

function readCommand({ id: commandId, entry }: InboxRow): Command {
  const { name, actor, payload, textsGiven, ifMatch } = entry
  const lock = ifMatch === null ? {} : { ifMatch }
  return { name, commandId, actor, payload, textsGiven, ...lock } as Command // as it was entered
}

function describe({ name, actor, payload }: Command): string {
  return `${actor.kind === 'user' ? actor.id : actor.kind} ${name} ${JSON.stringify(payload)}`
}
