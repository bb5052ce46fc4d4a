import type { CommandName } from '../../src/domain/ticket/commands/index.js'
import { isStillArmed } from '../../src/domain/ticket/deadlines.js'
import type { Position } from '../../src/domain/ticket/position.js'
import { type DueDeadline, systemCommandId } from '../../src/domain/ticket/system-command-id.js'
import { MINUTE_MS } from './clock.js'
import type { RunRef } from './run-ref.js'
import type { Answer } from './transaction.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

export type Job =
  | { kind: 'catch_up' }
  | { kind: 'command'; commandId: string; name: CommandName; updateId: string }
  | { kind: 'fire'; commandId: string; deadline: DueDeadline }

/** What no run remembers, but the simulation does: each firing's id, and when it last left its deadline armed. */
export class Firings {
  readonly #deadlines = new Map<string, string>()
  readonly #stoodMs = new Map<string, number>()

  /** One id is one firing, of one deadline at one instant; one that is void changes nothing. */
  record(id: string, { kind, at }: DueDeadline): void {
    const deadline = `${kind} at ${at}`
    const known = this.#deadlines.get(id)
    if (known !== undefined && known !== deadline) {
      throw new Violation(`two firings share the id ${id}: ${known} and ${deadline}`)
    }
    this.#deadlines.set(id, deadline)
  }

  /** The database went back: a seq, and so an id, may come again for another deadline. */
  forget(): void {
    this.#deadlines.clear()
    this.#stoodMs.clear()
  }

  recordStanding(id: string, nowMs: number): void {
    const lastMs = this.#stoodMs.get(id)
    if (lastMs !== undefined && nowMs - lastMs < MINUTE_MS) {
      throw new Violation(`${id} was fired again without a pause, and its deadline is still armed`)
    }
    this.#stoodMs.set(id, nowMs)
  }
}

/** A workflow's run, as `TicketEntity` and `runDeadlines`: a position, one job at a time, and the first deadline. */
export class Run {
  readonly id: string
  readonly ref: RunRef
  position: Position
  readonly jobs: Job[] = []
  current: Job | undefined
  readonly #world: World
  readonly #firings: Firings
  readonly #version: number
  /** Its first task was taken. */
  hasBegun = false
  /** Each update that it knows, by its id, and whether it has answered it. */
  readonly #updates = new Map<string, boolean>()
  #pausedUntilMs = 0

  constructor(world: World, id: string, ref: RunRef, position: Position, firings: Firings) {
    this.#world = world
    this.id = id
    this.ref = ref
    this.position = position
    this.#firings = firings
    this.#version = position.version
  }

  /** The first deadline, once it is due and no pause is on. */
  get due(): DueDeadline | undefined {
    const { clock } = this.#world
    const [first] = this.position.deadlines
    const isDue = first !== undefined && first.at <= clock.at && clock.ms >= this.#pausedUntilMs
    return isDue ? first : undefined
  }

  get wakesMs(): number {
    const [first] = this.position.deadlines
    if (first === undefined) return Number.POSITIVE_INFINITY
    return Math.max(Date.parse(first.at), this.#pausedUntilMs)
  }

  get hasWork(): boolean {
    return this.current === undefined && (this.jobs.length > 0 || this.due !== undefined)
  }

  /** The row is read again by a job that it has. */
  get isReading(): boolean {
    return [this.current, ...this.jobs].some((job) => job?.kind === 'catch_up')
  }

  /** Nothing is left to do, and nobody waits for it. */
  get isOver(): boolean {
    const { deadlines, endsAt } = this.position
    const isIdle = this.current === undefined && this.jobs.length === 0
    return isIdle && deadlines.length === 0 && endsAt !== null && endsAt <= this.#world.clock.at
  }

  /** Each version of a ticket begins a run. */
  get mustRenew(): boolean {
    const isIdle = this.current === undefined && this.jobs.length === 0
    return isIdle && this.position.version !== this.#version
  }

  /** False for an update that it knows already. */
  admit(job: Extract<Job, { kind: 'command' }>): boolean {
    if (this.#updates.has(job.updateId)) return false
    this.#updates.set(job.updateId, false)
    this.jobs.push(job)
    return true
  }

  hasAnswered(updateId: string): boolean {
    return this.#updates.get(updateId) === true
  }

  loseJobs(): Job[] {
    const lost = this.jobs.splice(0)
    for (const job of lost) if (job.kind === 'command') this.#updates.delete(job.updateId)
    return lost
  }

  /** One job at a time. */
  takeUp(): Job | undefined {
    if (!this.hasWork) return undefined
    const { due } = this
    const isFiring =
      due !== undefined && (this.jobs.length === 0 || this.#world.random.happens(0.5))
    this.current = isFiring ? this.#fire(due) : this.jobs.shift()
    return this.current
  }

  /** An answer that comes after its job was answered otherwise is late: Temporal gives it to nobody. */
  answer(job: Job, answer: Exclude<Answer, { kind: 'failed' }>): void {
    const { fault } = this.#world
    if (this.current !== job && fault !== 'run takes over a late answer') return
    if (answer.kind === 'done') this.#takeOver(answer.position)
    if (this.current !== job) return
    this.current = undefined
    if (job.kind === 'command') this.#updates.set(job.updateId, true)
    if (job.kind !== 'fire') return
    const [first] = this.position.deadlines
    const { kind, at, seq, n } = job.deadline
    const isStanding = first?.kind === kind && first.at === at && first.seq === seq && first.n === n
    if (isStanding) this.#pause(job.commandId)
  }

  /** Also an earlier place: the database may have gone back. */
  #takeOver(position: Position): void {
    const isNewer = position.seq > this.position.seq
    if (isNewer || this.#world.fault !== 'run ignores a row that is behind it') {
      this.position = position
    }
  }

  #fire(due: DueDeadline): Job {
    const { kind, at, seq } = due
    const isWithoutRepeat = this.#world.fault === 'ids without the repeat'
    const commandId = systemCommandId(this.id, isWithoutRepeat ? { kind, at, seq } : due)
    const { state } = this.#world.store.row(this.ref.ticketId)
    if (isStillArmed(state, due)) this.#firings.record(commandId, due)
    return { kind: 'fire', commandId, deadline: due }
  }

  #pause(commandId: string): void {
    const { clock, fault } = this.#world
    this.#firings.recordStanding(commandId, clock.ms)
    const hasPause = fault !== 'undo restores a fired nudge, and the loop has no pause'
    if (hasPause) this.#pausedUntilMs = clock.ms + MINUTE_MS
  }
}
