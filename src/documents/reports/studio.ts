import { Worker } from 'node:worker_threads'
import { DomainError, refusal } from '../../domain/errors.js'
import type { Told, Wanted } from './thread.js'

const MEMORY_MB = 256
/** What waits any longer finds nobody who waits for it. */
const MOST_WAITING = 16
const LONGEST_MS = 20_000
/** Then the thread ends, and the next picture begins another. */
const IDLE_MS = 60_000

interface Waiting {
  resolve: (bytes: Uint8Array) => void
  reject: (error: unknown) => void
}

interface Studio {
  thread: Worker
  waiting: Map<number, Waiting>
  idle: NodeJS.Timeout | undefined
}

let studio: Studio | undefined
let asked = 0

/**
 * Has pictures and workbooks made one after the other by one thread of the process: nothing else in it waits for them.
 * Throws `unavailable` where too many wait already.
 */
export async function make(wanted: Wanted): Promise<Uint8Array> {
  studio ??= open()
  const { thread, waiting, idle } = studio
  if (waiting.size >= MOST_WAITING) {
    throw tooMany()
  }
  clearTimeout(idle)
  const n = asked++
  const own = studio
  const limit = setTimeout(() => close(own, tooMany()), LONGEST_MS)
  try {
    return await new Promise((resolve, reject) => {
      waiting.set(n, { resolve, reject })
      thread.postMessage({ n, wanted })
    })
  } finally {
    clearTimeout(limit)
    waiting.delete(n)
    if (waiting.size === 0) own.idle = setTimeout(() => close(own), IDLE_MS).unref()
  }
}

function tooMany(): DomainError {
  const words = 'Too many pictures and tables are being made: ask again in a few seconds.'
  return new DomainError(refusal('unavailable', words))
}

function open(): Studio {
  const thread = new Worker(new URL('./thread.mjs', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  thread.unref()
  const opened: Studio = { thread, waiting: new Map(), idle: undefined }
  thread.on('message', (told: Told) => {
    const one = opened.waiting.get(told.n)
    if ('bytes' in told) one?.resolve(told.bytes)
    else one?.reject(new Error(told.failure))
  })
  thread.on('error', (error) => close(opened, error))
  thread.on('exit', () => close(opened))
  return opened
}

function close(closed: Studio, error: unknown = new Error('what draws has ended')): void {
  if (studio === closed) studio = undefined
  for (const { reject } of closed.waiting.values()) reject(error)
  void closed.thread.terminate()
}
