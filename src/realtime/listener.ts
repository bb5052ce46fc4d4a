import type pg from 'pg'
import type { Database } from '../database/pool.js'
import { startPollingLoop } from '../polling-loop.js'

const POLL_MS = 1_000
const QUERY_TIMEOUT_MS = 5_000

/**
 * Something was committed, and waits for its number; a batch was numbered; what passes between instances and is not stored;
 * first tasks of runs are done.
 */
export const CHANNELS = {
  committed: 'perdure_committed',
  numbered: 'perdure_numbered',
  passing: 'perdure_passing',
  begun: 'perdure_begun',
} as const
export type Channel = keyof typeof CHANNELS
const NAMES = Object.keys(CHANNELS) as Channel[] // its own keys

/** The listening connection from its opening to its loss: whatever was locked on it ends with it. */
export interface Session {
  /** One after the other only: the driver queues no second query. A failure ends the session. */
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  end(): Promise<void>
}

export interface Listener {
  /** Undefined while the database can't be reached. */
  session(): Session | undefined
  /** `waiter` is called when any process notifies the channel, and, without a message, when that may have been missed. */
  on(channel: Channel, waiter: Waiter): void
  stop(): Promise<void>
}

/**
 * A numbered batch says of what kinds its rows of the outbox are, by commas; what has begun are the workflows' ids, by
 * lines.
 */
type Waiter = (message?: string) => void

/** Keeps one connection that listens, for the whole process. It may miss a word: whoever waits looks by themselves, too. */
export function startListener(db: Database, onError: (error: unknown) => void): Listener {
  const waiters: Record<Channel, Waiter[]> = { committed: [], numbered: [], passing: [], begun: [] }
  let session: Session | undefined

  function notifyAll(channel: Channel, message?: string): void {
    for (const waiter of waiters[channel]) waiter(message)
  }

  async function connect(): Promise<void> {
    session = await openSession(db, notifyAll, (ended) => {
      if (session === ended) session = undefined
    })
    // what was notified before went past this connection
    for (const channel of NAMES) notifyAll(channel)
  }

  async function poll(): Promise<boolean> {
    if (session === undefined) await connect().catch(onError)
    return false
  }

  const loop = startPollingLoop(POLL_MS, poll, onError)
  return {
    session: () => session,
    on: (channel, waiter) => void waiters[channel].push(waiter),
    stop: async () => {
      await loop.stop()
      await session?.end().catch(onError)
    },
  }
}

async function openSession(
  db: Database,
  onNotified: (channel: Channel, message?: string) => void,
  onEnd: (ended: Session) => void,
): Promise<Session> {
  const client = await db.connect()
  const session: Session = {
    query: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) => {
      try {
        const query = { text, values, query_timeout: QUERY_TIMEOUT_MS }
        return (await client.query<T>(query)).rows
      } catch (error) {
        onEnd(session)
        void session.end().catch(() => undefined) // left open, each second would add a connection
        throw error
      }
    },
    end: () => client.end(),
  }
  client.on('end', () => onEnd(session))
  client.on('notification', ({ channel, payload }) => {
    const name = NAMES.find((one) => CHANNELS[one] === channel)
    if (name !== undefined) onNotified(name, payload)
  })
  await session.query(NAMES.map((name) => `LISTEN ${CHANNELS[name]}`).join('; '))
  return session
}
