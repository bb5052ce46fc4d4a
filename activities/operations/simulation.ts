import { Worker } from 'node:worker_threads'
import type { CalendarRef, KnownCalendar } from '../../src/domain/sla/calendar.js'
import type { SimulationPart } from '../../src/domain/sla/simulation/outcome.js'
import type { Under } from '../../src/domain/sla/simulation/under.js'
import type { Asked, Told } from './simulation-thread.js'

/** Some hundred tickets at once are a few megabytes. */
const MEMORY_MB = 256

export interface Simulation {
  /** What has become of the tickets of a list in JSON, and what would have. */
  count(tickets: string): Promise<SimulationPart>
  end(): Promise<void>
}

interface Waiting {
  resolve: (told: Told) => void
  reject: (error: unknown) => void
}

/** A thread that counts: nothing else in the process waits for it. It ends with the signal. */
export function beginSimulation(
  under: Under,
  signal: AbortSignal,
  readCalendars: (refs: readonly CalendarRef[]) => Promise<KnownCalendar[]>,
): Simulation {
  const thread = new Worker(new URL('./simulation-thread.mjs', import.meta.url), {
    workerData: under,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  })
  const end = async () => {
    await thread.terminate()
  }
  signal.addEventListener('abort', end, { once: true })

  let failure: unknown
  let waiting: Waiting | undefined
  const fail = (error: unknown) => {
    failure ??= signal.reason ?? error
    waiting?.reject(failure)
  }
  thread.on('message', (told: Told) => waiting?.resolve(told))
  thread.on('error', fail)
  thread.on('exit', () => fail(new Error('the thread of a simulation has ended')))

  const ask = (asked: Asked): Promise<Told> => {
    if (failure !== undefined) return Promise.reject(failure)
    return new Promise((resolve, reject) => {
      waiting = { resolve, reject }
      thread.postMessage(asked)
    })
  }

  return {
    count: async (tickets) => {
      signal.throwIfAborted()
      const first = await ask({ tickets, calendars: [] })
      if (first.kind === 'done') return first.part
      const second = await ask({ tickets, calendars: await readCalendars(first.refs) })
      if (second.kind === 'done') return second.part
      throw new Error(`no version is kept of ${JSON.stringify(second.refs)}`)
    },
    end: async () => {
      signal.removeEventListener('abort', end)
      await end()
    },
  }
}
