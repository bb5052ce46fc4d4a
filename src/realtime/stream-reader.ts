import type { Database } from '../database/pool.js'
import { startPollingLoop } from '../polling-loop.js'
import { readStreamEnds, readStretch } from '../read/events/stream.js'
import type { Listener } from './listener.js'
import { CLOSE_CODES, type Roster } from './roster.js'
import type { Teller } from './teller.js'

const POLL_MS = 1_000
const BATCH = 200

interface StreamReaderDeps {
  db: Database
  listener: Listener
  roster: Roster
  teller: Teller
  onError: (error: unknown) => void
}

export interface StreamReader {
  /** Lets somebody in as soon as it is known from where on events are read. */
  admit(add: () => void): Promise<void>
  /** Something may have been numbered. */
  trigger(): void
  stop(): Promise<void>
}

/** Reads what was numbered, once for all sockets of this process, and has it told. While nobody is here it reads nothing. */
export function startStreamReader(deps: StreamReaderDeps): StreamReader {
  const { db, listener, roster, teller, onError } = deps
  let beginning: Promise<void> | undefined
  let arriving = 0

  async function work(): Promise<boolean> {
    if (roster.size() === 0) {
      if (arriving === 0) beginning = undefined
      return false
    }
    const stretch = await readStretch(db, roster.position, BATCH)
    if (stretch.to < roster.position) goBack(stretch.to)
    if (stretch.to > roster.position) {
      await teller.tell(stretch.events, () => {
        roster.position = stretch.to
      })
    }
    return stretch.hasMore
  }

  /**
   * The database has lost its last commits, and gives their places again: whoever is here may have heard of what never was,
   * and comes back by a cursor that was never given.
   */
  function goBack(head: number): void {
    roster.position = head
    for (const member of roster.all()) member.end(CLOSE_CODES.goingAway, 'events were lost')
  }

  async function findPosition(): Promise<void> {
    roster.position = (await readStreamEnds(db)).head
  }

  const loop = startPollingLoop(POLL_MS, work, onError)
  listener.on('numbered', loop.trigger)
  return {
    admit: async (add) => {
      arriving += 1
      beginning ??= findPosition()
      try {
        await beginning
        add()
      } catch (error) {
        beginning = undefined
        throw error
      } finally {
        arriving -= 1
      }
    },
    trigger: loop.trigger,
    stop: loop.stop,
  }
}
