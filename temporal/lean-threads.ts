import { fileURLToPath } from 'node:url'
import threads, { type Transferable, Worker, type WorkerOptions } from 'node:worker_threads'

const PRELOAD = fileURLToPath(new URL('./lean-thread.cjs', import.meta.url))
const WORKFLOW_THREAD = /workflow-worker-thread\.js$/
const LOOK_EVERY_MS = 1_000
/** Looks without a word from a thread that has work: well before Temporal gives its task to another worker. */
const LOOKS_UNTIL_SLOW = 2
/** As long as the SDK gives one call. */
const LOOKS_UNTIL_STUCK = 5
/** A call that has the SDK's limit ends by itself, and the next one may meet its own. */
const LOOKS_UNTIL_STUCK_GUARDED = 12
/** The places of what a worker shares with its threads: whether calls have a limit, and how many met theirs. */
const GUARDED = 0
const LIMITED = 1

/** `slow`: it may be stuck, or soon done; `stuck`: its thread was ended; `limited`: the SDK's limit ended a call. */
export type Trouble = 'slow' | 'stuck' | 'limited'

export interface WorkflowThreads {
  /** Gives calls into workflows the SDK's time limit, for so long at least. */
  guardFor(ms: number): void
  /** How much longer they have it. */
  guardedForMs(): number
  /** From now on threads are the SDK's own again. */
  stop(): void
}

/**
 * Has the SDK begin its workflow threads without its stack traces, and call workflows without time limits, which cost
 * more than the workflows (docs/adr/0027). Instead a thread that has work and says nothing for five seconds is ended,
 * and the worker that has it with it. While it is guarded, calls have the SDK's limit: a run that is stuck fails alone.
 */
export function watchWorkflowThreads(onTrouble: (trouble: Trouble) => void): WorkflowThreads {
  const watched = new Set<LeanThread>()
  const cells = new Int32Array(new SharedArrayBuffer(8))
  let guardedUntilMs = 0
  let limited = 0
  const guardedForMs = () => Math.max(0, guardedUntilMs - Date.now())
  const showThreads = () => Atomics.store(cells, GUARDED, guardedForMs() > 0 ? 1 : 0)

  function begin(file: string | URL, options?: WorkerOptions): Worker {
    if (!WORKFLOW_THREAD.test(String(file))) return new Worker(file, options)
    const thread = new LeanThread(file, cells, options)
    watched.add(thread)
    thread.once('exit', () => watched.delete(thread))
    return thread
  }
  function look(): void {
    showThreads()
    if (Atomics.load(cells, LIMITED) !== limited) {
      limited = Atomics.load(cells, LIMITED)
      onTrouble('limited')
    }
    for (const thread of watched) {
      const trouble = thread.look()
      if (trouble === undefined) continue
      onTrouble(trouble)
      if (trouble === 'stuck') {
        watched.delete(thread)
        void thread.terminate()
      }
    }
  }
  Object.assign(threads, { Worker: begin }) // `new` gives what such a function returns
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
    guardFor: (ms) => {
      guardedUntilMs = Math.max(guardedUntilMs, Date.now() + ms)
      showThreads()
    },
    guardedForMs,
    stop: () => {
      clearInterval(timer)
      Object.assign(threads, { Worker })
    },
  }
}

/** What the SDK sends to its thread has an id, and is answered with it. */
interface Numbered {
  requestId?: bigint
}

class LeanThread extends Worker {
  readonly #asked = new Set<bigint>()
  readonly #cells: Int32Array
  #silentLooks = 0
  /** Whether what it is at has a limit: it keeps what it began with. */
  #isGuarded = false

  constructor(file: string | URL, cells: Int32Array, options: WorkerOptions = {}) {
    const workerData = { cells, GUARDED, LIMITED }
    super(file, { ...options, workerData, execArgv: ['--require', PRELOAD] })
    this.#cells = cells
    this.on('message', ({ requestId }: Numbered) => {
      if (requestId !== undefined) this.#asked.delete(requestId)
      this.#begin()
    })
  }

  override postMessage(message: Numbered, transferList?: readonly Transferable[]): void {
    if (this.#asked.size === 0) this.#begin()
    if (message.requestId !== undefined) this.#asked.add(message.requestId)
    super.postMessage(message, transferList)
  }

  /** Counts looks, not time: a process that was suspended has not looked. */
  look(): 'slow' | 'stuck' | undefined {
    this.#silentLooks = this.#asked.size === 0 ? 0 : this.#silentLooks + 1
    const patience = this.#isGuarded ? LOOKS_UNTIL_STUCK_GUARDED : LOOKS_UNTIL_STUCK
    if (this.#silentLooks > patience) return 'stuck'
    return this.#silentLooks === LOOKS_UNTIL_SLOW && !this.#isGuarded ? 'slow' : undefined
  }

  #begin(): void {
    this.#silentLooks = 0
    this.#isGuarded = Atomics.load(this.#cells, GUARDED) === 1
  }
}
