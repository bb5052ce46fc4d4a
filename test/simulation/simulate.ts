import type { Person } from '../../src/domain/people.js'
import type { Command, CommandName } from '../../src/domain/ticket/commands/index.js'
import { nextDeadline } from '../../src/domain/ticket/deadlines.js'
import { evolve } from '../../src/domain/ticket/decider.js'
import { asUser, command, factsFor, GOOD, PEOPLE, ticketIn, type Who } from '../support/tickets.js'
import { Run, type Sent } from './run.js'
import { type Fault, Store } from './store.js'

/** A small seeded generator: the same seed is the same story. */
export function randomOf(seed: number): () => number {
  let state = seed + 0x9e3779b9
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b)
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
    state ^= state >>> 16
    return (state >>> 0) / 4_294_967_296
  }
}

const ACTS: { who: Who; name: CommandName }[] = [
  { who: 'moderator', name: 'approve' },
  { who: 'moderator', name: 'assign' },
  { who: 'departmentAgent', name: 'claim' },
  { who: 'head', name: 'claim' },
  { who: 'head', name: 'start' },
  { who: 'departmentAgent', name: 'start' },
  { who: 'head', name: 'progress' },
  { who: 'head', name: 'complete' },
  { who: 'departmentAgent', name: 'complete' },
  { who: 'requester', name: 'resolve' },
  { who: 'requester', name: 'request_rework' },
  { who: 'moderator', name: 'close' },
  { who: 'moderator', name: 'reject' },
  { who: 'requester', name: 'withdraw' },
  { who: 'moderator', name: 'change_priority' },
  { who: 'moderator', name: 'postpone' },
  { who: 'moderator', name: 'restart' },
  { who: 'moderator', name: 'reassign' },
  { who: 'moderator', name: 'undo' },
  { who: 'moderator', name: 'reopen' },
  { who: 'requester', name: 'request_reopening' },
  { who: 'head', name: 'request_postponement' },
  { who: 'head', name: 'request_approval' },
]

interface Message extends Sent {
  ticket: number
}

/** The story of two tickets of one family, told by a seed; throws what the first broken rule is. */
export class Simulation {
  readonly #random: () => number
  readonly #fault: Fault | undefined
  readonly #store: Store
  readonly #runs: Run[]
  readonly #people: Map<string, Person | null> = new Map(Object.entries(PEOPLE))
  #network: Message[] = []
  #lateRefusals: string[] = []
  #issued = 0
  #clock = Date.parse('2026-01-01T00:00:00Z')
  readonly #messages = new Map<string, Message>()

  constructor(seed: number, fault?: Fault) {
    this.#random = randomOf(seed)
    this.#fault = fault
    this.#store = new Store(
      [ticketIn('submitted'), { ...ticketIn('submitted'), id: 'child' }],
      factsFor(null),
      this.#people,
      fault,
    )
    this.#runs = [new Run(0, this.#store, fault), new Run(1, this.#store, fault)]
  }

  run(steps: number): void {
    for (let step = 0; step < steps; step += 1) this.#step()
    this.#settle()
    this.#judge()
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)]
  }

  #at(): string {
    return new Date(this.#clock).toISOString()
  }

  #step(): void {
    this.#clock += Math.floor(this.#random() * 7_200_000)
    const dice = this.#random()
    if (dice < 0.34) this.#issue()
    else if (dice < 0.74) this.#deliver(this.#random() < 0.2)
    else if (dice < 0.8) this.#duplicate()
    else if (dice < 0.83)
      this.#network = this.#network.filter(() => this.#random() < 0.5) // lost by the server
    else if (dice < 0.87) this.#relay()
    else if (dice < 0.91) this.#recordRefusal()
    else if (dice < 0.96) this.#runOf().fire(this.#at(), this.#random() < 0.3)
    else if (dice < 0.98) this.#runOf().forget()
    else this.#revokeOrRestore()
  }

  #runOf(): Run {
    const run = this.#pick(this.#runs)
    if (run === undefined) throw new Error('no run')
    return run
  }

  #issue(): void {
    const act = this.#pick(ACTS)
    if (act === undefined) return
    const ticket = this.#random() < 0.6 ? 0 : 1
    const id = `c${this.#issued++}`
    const { payload, given } = GOOD[act.name]
    const sent = {
      ...command(act.name, asUser(act.who).actor, payload, given),
      commandId: id,
    } as Command // as `command` gives it
    this.#store.receive(id, ticket)
    const message: Message = {
      command: sent,
      facts: this.#store.factsOf(sent.actor),
      seen: this.#store.row(ticket).state.seq,
      family: this.#random() < 0.15,
      ticket,
    }
    this.#messages.set(id, message)
    this.#network.push(message)
  }

  /** An account goes, or comes back, between a command and its commit. */
  #revokeOrRestore(): void {
    const who = this.#pick(ACTS)?.who
    if (who !== undefined)
      this.#people.set(who, this.#people.get(who) === null ? PEOPLE[who] : null)
  }

  #duplicate(): void {
    const message = this.#pick(this.#network)
    if (message !== undefined) this.#network.push(message)
  }

  /** Out of order: any message of the network may be next. */
  #deliver(crash: boolean): void {
    const index = Math.floor(this.#random() * this.#network.length)
    const [message] = this.#network.splice(index, 1)
    if (message !== undefined) this.#handle(message, crash)
  }

  #handle(message: Message, crash: boolean): void {
    const run = this.#runs[message.ticket]
    if (run === undefined) return
    const id = message.command.commandId
    if (!run.admits(message, this.#at())) {
      this.#refused(run, message)
      return
    }
    const before = run.state
    const reply = run.perform(message, this.#at(), crash)
    if (reply === 'refused') this.#refused(run, message)
    if (reply === 'lost' && this.#fault !== 'evolve before commit') run.state = before
    const row = this.#store.inbox.get(id)
    if (reply === 'applied' && row?.status === 'applied') row.acked = true
  }

  #refused(run: Run, { command: { commandId }, seen }: Message): void {
    if (run.state !== undefined && run.state.seq < seen)
      throw new Error('it was refused on a state older than its caller saw')
    this.#lateRefusals.push(commandId)
  }

  #recordRefusal(): void {
    const [id] = this.#lateRefusals.splice(
      Math.floor(this.#random() * this.#lateRefusals.length),
      1,
    )
    if (id !== undefined) this.#store.reject(id)
  }

  /** Pending ones again under their ids; a catch-up for what is applied and not evolved. */
  #relay(): void {
    for (const [id, row] of this.#store.inbox) {
      const message = this.#messages.get(id)
      if (row.status === 'pending' && message !== undefined) {
        const { seq: seen } = this.#store.row(row.ticket).state
        this.#network.push({ ...message, seen, facts: this.#store.factsOf(message.command.actor) })
      } else if (
        row.status === 'applied' &&
        !row.acked &&
        this.#fault !== 'no catch-up after a crash'
      ) {
        this.#runs[row.ticket]?.catchUp()
      }
    }
    // a member of a family is told to catch up by the outbox of the commit
    if (this.#fault !== 'no catch-up after a crash') for (const run of this.#runs) run.catchUp()
  }

  /** The faults end: everything that was promised must come to pass. */
  #settle(): void {
    for (let round = 0; round < 6; round += 1) {
      this.#relay()
      while (this.#network.length > 0) this.#deliver(false)
      while (this.#lateRefusals.length > 0) this.#recordRefusal()
    }
  }

  #judge(): void {
    for (const [ticket, row] of this.#store.rows.entries()) {
      const ids = row.events.map(({ commandId }) => commandId)
      if (new Set(ids).size !== ids.length) throw new Error('a command was applied twice')
      let state = row.initial
      for (const { event, fact } of row.events) {
        const next = evolve(state, event)
        if (next.revision - state.revision !== (fact ? 0 : 1))
          throw new Error('revision did not grow as it must')
        state = next
      }
      if (JSON.stringify(state) !== JSON.stringify(row.state))
        throw new Error('the row is not its events')
      const run = this.#runs[ticket]
      if (run?.state?.seq !== row.state.seq) throw new Error('an applied event was never evolved')
      if (JSON.stringify(nextDeadline(row.state)) !== JSON.stringify(nextDeadline(run.state))) {
        throw new Error('a deadline is not armed')
      }
    }
    this.#judgeInbox()
  }

  #judgeInbox(): void {
    for (const [id, { status, acked, ticket }] of this.#store.inbox) {
      const own = this.#store.row(ticket).events.some(({ commandId }) => commandId === id)
      if (status === 'pending') throw new Error('a command was never decided')
      if (status === 'rejected' && own) throw new Error('a rejected command was applied')
      if (status === 'applied' && !acked)
        throw new Error('an applied command was never acknowledged')
      const message = this.#messages.get(id)
      const relative = this.#store.row(1 - ticket).events.some(({ commandId }) => commandId === id)
      if (own && message?.family === true && !relative)
        throw new Error('a family was committed by half')
    }
  }
}
