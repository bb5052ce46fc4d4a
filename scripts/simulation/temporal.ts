import { type Position, readPosition } from '../../src/domain/ticket/position.js'
import { workflowId } from '../../temporal/ids.js'
import { Firings, type Job, Run } from './run.js'
import type { RunRef } from './run-ref.js'
import type { Update } from './update.js'
import type { World } from './world.js'

/** Temporal as the command path uses it: at most one run an id; what it admitted it may lose again. */
export class Temporal {
  readonly runs = new Map<string, Run>()
  /** Something was lost that only the sweep can make good: a run, or its word of a commit that the database has lost. */
  hasLost = false
  readonly #world: World
  readonly #onBegun: (workflowId: string) => void
  readonly #firings = new Firings()

  constructor(world: World, onBegun: (workflowId: string) => void) {
    this.#world = world
    this.#onBegun = onBegun
  }

  /** Some worker takes a run's first task. */
  begin(run: Run): void {
    run.hasBegun = true
    this.#onBegun(run.id)
  }

  /** A command that finds no run starts one, from the row as it is; a run that knows the update answers as before. */
  update(message: Update): void {
    const { ref, commandId, name, updateId, isRelayed } = message
    const run = this.#find(ref) ?? this.start(ref, this.readPosition(ref)).run
    if (run.admit({ kind: 'command', commandId, name, updateId }) || !isRelayed) return
    const { fault, store } = this.#world
    const isPending = store.inbox.get(commandId)?.entry.status === 'pending'
    const mayRepeat = run.hasAnswered(updateId) && fault !== 'what a run remembers is the outcome'
    if (isPending && mayRepeat) this.update({ ...message, updateId: store.newId() })
  }

  signal(ref: RunRef, position: Position): void {
    this.start(ref, position).run.jobs.push({ kind: 'catch_up' })
  }

  /** Starting what runs already is harmless. */
  start(ref: RunRef, position: Position): { run: Run; isNew: boolean } {
    const running = this.#find(ref)
    if (running !== undefined) return { run: running, isNew: false }
    const id = this.nameRun(ref)
    const run = new Run(this.#world, id, ref, position, this.#firings)
    this.#world.tell(() => `  ${id} begins at #${position.seq}`)
    this.runs.set(id, run)
    return { run, isNew: true }
  }

  readPosition({ ticketId, family, n }: RunRef): Position {
    return readPosition(this.#world.store.row(ticketId).state, family, n)
  }

  /** Ends a run that has nothing left to do, and lets one whose ticket was reopened begin again. */
  endOrRenew(run: Run): void {
    if (this.runs.get(run.id) !== run) return // it was lost meanwhile
    if (run.isOver) this.#forget(run, 'ends')
    else if (run.mustRenew) {
      this.#forget(run, 'continues as new')
      this.start(run.ref, run.position)
    }
  }

  /** The database went back: what was fired since may come again. */
  forgetFirings(): void {
    this.#firings.forget()
  }

  /** Nobody hears of it: it is gone until something starts it. */
  lose(run: Run): void {
    this.#forget(run, 'is lost')
  }

  /** Admitted, and lost by a server that died. */
  loseJobs(run: Run): Job[] {
    this.#world.tell(() => `  ${run.id} loses ${run.jobs.length} jobs`)
    return run.loseJobs()
  }

  #forget(run: Run, what: string): void {
    this.#world.tell(() => `  ${run.id} ${what}`)
    this.runs.delete(run.id)
  }

  #find(ref: RunRef): Run | undefined {
    return this.runs.get(this.nameRun(ref))
  }

  nameRun({ ticketId, family, n }: RunRef): string {
    return workflowId(family, 'demo', this.#world.store.row(ticketId).state.number, n)
  }
}
