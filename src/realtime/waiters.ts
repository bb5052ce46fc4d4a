import type { Database } from '../database/pool.js'
import { startPollingLoop } from '../polling-loop.js'
import { readConcerned } from '../read/events/stream.js'
import type { Listener } from './listener.js'

const POLL_MS = 1_000

/** Who waits for what comes after a place, and for how long. */
interface Waiting {
  organizationId: string
  place: number
  ms: number
  /** When nobody waits any more. */
  gone: AbortSignal
}

export interface Waiters {
  /** Resolves when there may be something, or when the waiting is over. */
  wait(waiting: Waiting): Promise<void>
  /** Lets go of all who wait. */
  stop(): Promise<void>
}

interface WaitersDeps {
  db: Database
  listener: Listener
  onError: (error: unknown) => void
}

/**
 * Looks once for all who wait whose events were numbered, and wakes those alone whom they may concern. While nobody waits
 * it reads nothing.
 */
export function startWaiters({ db, listener, onError }: WaitersDeps): Waiters {
  const wakes = new Map<() => void, string>()
  /** Up to here those who wait were woken. */
  let position: number | undefined

  async function work(): Promise<boolean> {
    if (wakes.size === 0) position = undefined
    if (position === undefined) return false
    const { organizationIds, to } = await readConcerned(db, position)
    position = to
    for (const [wake, organizationId] of wakes) if (organizationIds.has(organizationId)) wake()
    return false
  }

  const loop = startPollingLoop(POLL_MS, work, onError)
  listener.on('numbered', loop.trigger)
  return {
    wait: ({ organizationId, place, ms, gone }) => {
      position ??= place
      // others were woken for what came since it was looked for: it is looked for again
      if (gone.aborted || place < position) return Promise.resolve()
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer)
          gone.removeEventListener('abort', wake)
          wakes.delete(wake)
          resolve()
        }
        const timer = setTimeout(wake, ms)
        gone.addEventListener('abort', wake)
        wakes.set(wake, organizationId)
      })
    },
    stop: async () => {
      for (const wake of wakes.keys()) wake()
      await loop.stop()
    },
  }
}
