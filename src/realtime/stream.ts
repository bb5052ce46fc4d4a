import type pg from 'pg'
import type { Database } from '../database/pool.js'

const WORK = 'perdure_work'
const NUMBERED = 'perdure_numbered'
/** Any number will do, as long as it is this one everywhere. */
const LEADER_LOCK = 718_281_828
const POLL_MS = 1_000
const COALESCE_MS = 10
const BATCH = 1_000

export interface Stream {
  /** Something was committed: whoever leads numbers it. */
  wake(): void
  /** Called after a batch was numbered, here or elsewhere, and each second. */
  onNumbered(listener: () => void): void
  stop(): Promise<void>
}

/**
 * The sequencer's loop and the listening connection, in every process. One leads by advisory lock;
 * the locked `stream_head` fences a second leader. No transaction notifies: a batch does, once.
 */
export function startStream(db: Database, onError: (error: unknown) => void): Stream {
  const listeners: (() => void)[] = []
  let client: pg.Client | undefined
  let leading = false
  let stopped = false
  let pending: NodeJS.Timeout | undefined
  let numbering: Promise<void> | undefined
  let again = false

  let line: Promise<unknown> = Promise.resolve()

  /** On the listening connection, one after the other. */
  function ask<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    const asked = line.then(async () => (await client?.query<T>(text, values))?.rows ?? [])
    line = asked.catch(() => undefined)
    return asked
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  async function connect(): Promise<void> {
    if (client !== undefined || stopped) return
    const fresh = await db.connect()
    fresh.on('end', () => {
      if (client === fresh) {
        client = undefined
        leading = false
      }
    })
    fresh.on('notification', ({ channel }) => (channel === WORK ? number() : tell()))
    await fresh.query(`LISTEN ${WORK}; LISTEN ${NUMBERED}`)
    client = fresh
  }

  async function lead(): Promise<void> {
    if (client === undefined || leading) return
    const [answer] = await ask<{ won: boolean }>('SELECT pg_try_advisory_lock($1) AS won', [
      LEADER_LOCK,
    ])
    leading = answer?.won ?? false
  }

  async function numberAll(): Promise<void> {
    let total = 0
    for (let count = BATCH; count >= BATCH; total += count) {
      const [row] = await db.query<{ n: number }>('SELECT sequence_stream($1) AS n', [BATCH])
      count = row?.n ?? 0
    }
    if (total > 0) await ask(`NOTIFY ${NUMBERED}`)
  }

  /** One run at a time; a wake during one means another after it. */
  function number(): void {
    if (!leading || stopped) return
    again = true
    numbering ??= (async () => {
      while (again) {
        again = false
        await numberAll()
      }
    })()
      .catch(onError)
      .finally(() => {
        numbering = undefined
      })
  }

  async function poll(): Promise<void> {
    try {
      await connect()
      await lead()
      number()
    } catch (error) {
      onError(error)
    }
    tell()
  }

  const timer = setInterval(() => void poll(), POLL_MS)
  const first = poll()
  return {
    wake: () => {
      pending ??= setTimeout(() => {
        pending = undefined
        if (leading) number()
        else void ask(`NOTIFY ${WORK}`).catch(onError)
      }, COALESCE_MS)
    },
    onNumbered: (listener) => void listeners.push(listener),
    stop: async () => {
      stopped = true
      clearInterval(timer)
      clearTimeout(pending)
      await first
      await numbering
      await client?.end().catch(onError)
    },
  }
}
