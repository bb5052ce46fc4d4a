import type { Database } from '../src/database/pool.js'
import { CHANNELS, type Listener } from '../src/realtime/listener.js'
import type { StartGate } from './start-gate.js'

/** As rarely as sequencing: a notification takes a lock of the whole cluster. */
const TELL_EVERY_MS = 100
/** A notification has room for 8,000 bytes, and an id has a hundred at most. */
const MOST_TOLD = 60

interface BegunRunsDeps {
  db: Database
  listener: Pick<Listener, 'on'>
  gate: StartGate
  onSettled: () => void
  onError: (error: unknown) => void
}

export interface BegunRuns {
  /** The first task of a run is done here. */
  note(workflowId: string): void
  stop(): Promise<void>
}

/** A worker that did the first task of a run which another one started tells the others, who may wait for it. */
export function shareBegunRuns(deps: BegunRunsDeps): BegunRuns {
  const { db, listener, gate, onSettled, onError } = deps
  const untold = new Set<string>()
  let telling: Promise<void> | undefined

  async function tell(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, TELL_EVERY_MS))
    const ids = [...untold].slice(0, MOST_TOLD)
    for (const id of ids) untold.delete(id)
    await db.query(`SELECT pg_notify('${CHANNELS.begun}', $1)`, [ids.join('\n')]).catch(onError) // whoever waits for them forgets them after a while
    telling = untold.size === 0 ? undefined : tell()
  }
  listener.on('begun', (ids = '') => {
    const settled = ids.split('\n').filter((id) => gate.settle(id))
    if (settled.length > 0) onSettled()
  })
  return {
    note: (workflowId) => {
      if (gate.settle(workflowId)) return onSettled()
      untold.add(workflowId)
      telling ??= tell()
    },
    stop: async () => {
      while (telling !== undefined) await telling
    },
  }
}
