import { fileURLToPath } from 'node:url'
import threads, { type Transferable, Worker, type WorkerOptions } from 'node:worker_threads'

const PRELOAD = fileURLToPath(new URL('./lean-thread.cjs', import.meta.url))
const WORKFLOW_THREAD = /workflow-worker-thread\.js$/
const LOOK_EVERY_MS = 1_000
/** Looks without a word from a thread that has work: as long as the SDK gives one call. */
const LOOKS_UNTIL_STUCK = 5
const GUARDED_FOR_MS = 600_000

export interface WorkflowThreads {
  /** How much longer threads are begun with the SDK's own guards; 0: they are lean. */
  guardedForMs(): number
  /** From now on threads are the SDK's own again. */
  stop(): void
}

interface Options {
  /** False: the SDK's own threads, always. */
  lean: boolean
  onStuck: () => void
}

/**
 * Has the SDK begin its workflow threads without its stack traces and time limits, which cost more than the workflows
 * (docs/adr/0027). Instead a thread that has work and says nothing for five seconds is ended, and the worker that has
 * it with it. Threads of the ten minutes after are guarded by the SDK, so that the run that was stuck fails alone.
 */
export function watchWorkflowThreads({ lean, onStuck }: Options): WorkflowThreads {
  const watched = new Set<LeanThread>()
  let guardedUntilMs = lean ? 0 : Number.POSITIVE_INFINITY
  const guardedForMs = () => Math.max(0, guardedUntilMs - Date.now())

  function begin(file: string | URL, options?: WorkerOptions): Worker {
    if (!WORKFLOW_THREAD.test(String(file)) || guardedForMs() > 0) return new Worker(file, options)
    const thread = new LeanThread(file, options)
    watched.add(thread)
    thread.once('exit', () => watched.delete(thread))
    return thread
  }
  function look(): void {
    for (const thread of watched) {
      if (!thread.isStuck()) continue
      watched.delete(thread)
      guardedUntilMs = Date.now() + GUARDED_FOR_MS
      onStuck()
      void thread.terminate()
    }
  }
  Object.assign(threads, { Worker: begin }) // `new` gives what such a function returns
  const timer = setInterval(look, LOOK_EVERY_MS).unref()
  return {
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
  #silentLooks = 0

  constructor(file: string | URL, options: WorkerOptions = {}) {
    super(file, { ...options, execArgv: ['--require', PRELOAD] })
    this.on('message', ({ requestId }: Numbered) => {
      this.#silentLooks = 0
      if (requestId !== undefined) this.#asked.delete(requestId)
    })
  }

  override postMessage(message: Numbered, transferList?: readonly Transferable[]): void {
    if (message.requestId !== undefined) this.#asked.add(message.requestId)
    super.postMessage(message, transferList)
  }

  /** Counts looks, not time: a process that was suspended has not looked. */
  isStuck(): boolean {
    this.#silentLooks = this.#asked.size === 0 ? 0 : this.#silentLooks + 1
    return this.#silentLooks > LOOKS_UNTIL_STUCK
  }
}
