import type { Job, Run } from './run.js'
import type { Temporal } from './temporal.js'
import { type Answer, type CarryOut, Transaction } from './transaction.js'
import type { World } from './world.js'

/** One attempt at a run's job, in some worker's process. */
interface Process {
  run: Run
  job: Job
  request: CarryOut | undefined
  transaction: Transaction | undefined
  answer: Exclude<Answer, { kind: 'failed' }> | undefined
}

/** The workers: a job may be tried by several processes, and each may die between commit and answer. */
export class Processes {
  readonly #world: World
  readonly #temporal: Temporal
  #processes: Process[] = []
  /** Answers of attempts that were given up, and that come all the same. */
  readonly #late: (() => void)[] = []

  constructor(world: World, temporal: Temporal) {
    this.#world = world
    this.#temporal = temporal
  }

  get areIdle(): boolean {
    return this.#processes.length === 0
  }

  takeUp(run: Run): void {
    if (!run.hasBegun) this.#temporal.begin(run)
    const job = run.takeUp()
    if (job === undefined) return
    const process = { run, job, request: this.#request(run, job) }
    this.#processes.push({ ...process, transaction: undefined, answer: undefined })
  }

  /** One moment of one process; a lucky one goes through to its answer, which may be lost all the same. */
  advanceOne(): void {
    const { random } = this.#world
    const process = random.pick(this.#processes)
    if (process === undefined) return
    const isThrough = random.happens(0.5)
    do this.#advance(process)
    while (isThrough && process.answer === undefined && !this.#isBlocked(process))
    if (process.answer === undefined || !isThrough) return
    if (random.happens(0.1)) this.#crash(process)
    else this.#advance(process)
  }

  crashOne(): void {
    const process = this.#world.random.pick(this.#processes)
    if (process !== undefined) this.#crash(process)
  }

  /** A worker dies, or its answer is lost: the job is tried again, and what it answered comes late or never. */
  #crash(process: Process): void {
    const { run, job, answer, transaction } = process
    const when = answer === undefined ? '' : ' after its commit'
    this.#world.tell(() => `  a process of ${run.id} dies${when}`)
    transaction?.rollback()
    this.#remove(process)
    if (run.current === job) this.#repeat(process)
    if (answer !== undefined) this.#late.push(() => run.answer(job, answer))
  }

  deliverLate(): void {
    for (const answer of this.#late.splice(0)) answer()
  }

  /** The database ended under them: nothing of what they were at was written. */
  rollBackAll(): void {
    for (const process of this.#processes) {
      process.transaction?.rollback()
      process.transaction = undefined
    }
  }

  /** Another process takes the same job, while the first still works on it. */
  doubleOne(): void {
    const process = this.#world.random.pick(this.#processes)
    if (process !== undefined && process.run.current === process.job) this.#repeat(process)
  }

  /** Without faults: all that was begun is answered. */
  finishAll(): void {
    while (!this.areIdle) {
      for (const process of [...this.#processes]) this.#advance(process)
    }
  }

  #advance(process: Process): void {
    const { request, run, job } = process
    if (process.answer !== undefined) {
      this.#remove(process)
      if (run.current === job) this.#tellCaller(job)
      run.answer(job, process.answer)
      this.#temporal.endOrRenew(run)
    } else if (request === undefined) {
      process.answer = { kind: 'done', position: this.#temporal.readPosition(run.ref) }
    } else if (process.transaction === undefined) {
      const transaction = new Transaction(this.#world, request)
      if (transaction.begin()) process.transaction = transaction
    } else {
      const answer = process.transaction.finish()
      process.transaction = undefined
      if (answer.kind !== 'failed') process.answer = answer
      if (answer.kind === 'refused') {
        this.#world.tell(() => `  ${request.commandId} is refused: ${answer.code}`)
      }
    }
  }

  #tellCaller(job: Job): void {
    if (job.kind !== 'command') return
    const { answers, inbox } = this.#world.store
    const status = inbox.get(job.commandId)?.entry.status
    if (status !== undefined && status !== 'pending') answers.note(job.commandId, status)
  }

  #isBlocked({ answer, transaction, request }: Process): boolean {
    const row = request && this.#world.store.inbox.get(request.commandId)
    return answer === undefined && transaction === undefined && row?.isLocked === true
  }

  /** With the same request, whose instant is the workflow's. */
  #repeat({ run, job, request }: Process): void {
    this.#processes.push({ run, job, request, transaction: undefined, answer: undefined })
  }

  #remove(process: Process): void {
    this.#processes = this.#processes.filter((one) => one !== process)
  }

  /** Undefined for a run that only reads the row again. */
  #request({ ref }: Run, job: Job): CarryOut | undefined {
    const { at } = this.#world.clock
    switch (job.kind) {
      case 'catch_up':
        return undefined
      case 'command':
        return { ref, at, commandId: job.commandId, name: job.name }
      case 'fire':
        return { ref, at, commandId: job.commandId, deadline: job.deadline }
    }
  }
}
