import type { Command } from '../../src/domain/ticket/commands/index.js'
import { findRefusal } from '../../src/domain/ticket/decider.js'
import type { InboxEntry } from '../../src/domain/ticket/judge.js'
import { readSurroundings } from './locks.js'
import type { Network } from './network.js'
import type { RunRef } from './run-ref.js'
import type { InboxRow } from './store.js'
import type { World } from './world.js'

/** The API's half of the command path; a caller may send the same command again, under the same id. */
export class Api {
  readonly #world: World
  readonly #network: Network
  /** Whoever has sent one may ask again; what became of it, the inbox knows, unless it was lost. */
  readonly #sent: { command: Command; ticketId: string }[] = []

  constructor(world: World, network: Network) {
    this.#world = world
    this.#network = network
  }

  receive(command: Command, ticketId: string): void {
    const { store, tell } = this.#world
    tell(() => `${command.commandId}: ${describe(command)} on ${store.row(ticketId).state.number}`)
    this.#sent.push({ command, ticketId })
    this.#receive(command, ticketId)
  }

  /** The caller has had no answer, and asks again. */
  receiveAgain(): void {
    const sent = this.#world.random.pick(this.#sent)
    if (sent === undefined) return
    this.#world.tell(() => `${sent.command.commandId} is sent again`)
    this.#receive(sent.command, sent.ticketId)
  }

  #receive(command: Command, ticketId: string): void {
    const { clock, store } = this.#world
    const row = store.receive(command.commandId, ticketId, enter(command), clock.ms)
    if (row.entry.status === 'pending') this.#dispatch(row)
  }

  /** Its five seconds are over: the caller gets a 202, unless it was lost with the database. */
  deferOne(): void {
    const { clock, fault, random, store, tell } = this.#world
    const ids = this.#sent.map(({ command }) => command.commandId)
    const id = random.pick(
      ids.filter((one) => (store.inbox.get(one)?.entry.status ?? 'pending') === 'pending'),
    )
    const row = id === undefined ? undefined : store.inbox.get(id)
    if (row?.deferredMs === null) {
      store.defer(row, clock.ms)
      tell(() => `  ${id} is answered 202`)
    } else if (id !== undefined && fault === 'a 202 for a command that was lost') {
      store.answers.note(id, 'pending')
    }
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
    if (isQueued && row.deferredMs === null) store.defer(row, clock.ms)
    if (isQueued) return
    if (!random.happens(0.1)) sendUpdate(this.#world, this.#network, row, false) // else the API dies right here
  }
}

/** Decisions go straight to the approval's own run, everything else to the ticket's. */
export function sendUpdate(
  { store }: World,
  network: Network,
  row: InboxRow,
  isRelayed: boolean,
): void {
  const { ticketId, id: commandId } = row
  const { name } = row.entry
  const { approval } = store.row(ticketId).state
  const ref: RunRef =
    name === 'decide_approval' && approval !== null
      ? { ticketId, family: 'approval', n: approval.n }
      : { ticketId, family: 'ticket' }
  network.send({ kind: 'update', ref, commandId, name, updateId: commandId, isRelayed })
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
