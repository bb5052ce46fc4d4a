import type { Database } from '../database/pool.js'
import { numberCommitted, readOldestUnnumbered } from '../database/sequence.js'
import { startPollingLoop } from '../polling-loop.js'
import { CHANNELS, type Listener, type Session } from './listener.js'

/** Any number will do, as long as it is this one everywhere. */
const LEADER_LOCK = 718_281_828
const POLL_MS = 1_000
/** A process that does not lead asks for the lock this often, however many batches there are. */
const TRY_TO_LEAD_MS = 500
/** What is committed meanwhile is one batch, and one notification. */
const COALESCE_MS = 50
/** After so long without a number, any process gives it: the leader may be frozen, and holds its lock all the same. */
const UNNUMBERED_MS = 3_000
const BATCH = 1_000

export interface SequencerDeps {
  db: Database
  listener: Listener
  onError: (error: unknown) => void
  /** This process has numbered a batch. */
  onNumbered?: () => void
}

export interface Sequencer {
  /** After a commit: whoever leads numbers it within a tenth of a second. */
  notifyCommitted(): void
  stop(): Promise<void>
}

/**
 * Numbers what was committed. One process leads, by an advisory lock on its listening connection; the locked
 * `stream_head` fences a second leader. No transaction notifies, since that takes a lock of the whole cluster:
 * a batch does, once.
 */
export function startSequencer(deps: SequencerDeps): Sequencer {
  const { db, listener, onError, onNumbered = () => {} } = deps
  const isLeading = createLeadership()
  const isNeglected = createNeglect(db)
  let hasCommitted = false
  let pending: NodeJS.Timeout | undefined

  async function work(): Promise<boolean> {
    const session = listener.session()
    const isWaitedFor = hasCommitted
    hasCommitted = false
    if (session !== undefined && (await isLeading(session)))
      return numberBatch(db, session, onNumbered)
    if (isWaitedFor) await session?.query(`NOTIFY ${CHANNELS.committed}`)
    return (await isNeglected()) && numberBatch(db, session, onNumbered)
  }

  const loop = startPollingLoop(POLL_MS, work, onError)
  function triggerSoon(): void {
    pending ??= setTimeout(() => {
      pending = undefined
      loop.trigger()
    }, COALESCE_MS)
  }
  listener.on('committed', triggerSoon)
  return {
    notifyCommitted: () => {
      hasCommitted = true
      triggerSoon()
    },
    stop: async () => {
      clearTimeout(pending)
      await loop.stop()
    },
  }
}

/** The advisory lock is the session's: whoever loses the session leads no more. */
function createLeadership(): (session: Session) => Promise<boolean> {
  let ledSession: Session | undefined
  let nextTryAt = 0
  return async (session) => {
    if (ledSession === session) return true
    if (Date.now() < nextTryAt) return false
    nextTryAt = Date.now() + TRY_TO_LEAD_MS
    const [answer] = await session.query<{ won: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS won',
      [LEADER_LOCK],
    )
    if (answer?.won) ledSession = session
    return ledSession === session
  }
}

/** Whether the same row has waited for its number all the while, by this process's own clock; asked once a second. */
function createNeglect(db: Database): () => Promise<boolean> {
  let oldest = ''
  let sinceMs = 0
  let nextLookAt = 0
  return async () => {
    if (Date.now() < nextLookAt) return false
    nextLookAt = Date.now() + POLL_MS - COALESCE_MS
    const found = await readOldestUnnumbered(db)
    if (found !== oldest) sinceMs = Date.now()
    oldest = found
    return found !== '' && Date.now() - sinceMs >= UNNUMBERED_MS
  }
}

/** Answers true when there may be more. */
async function numberBatch(
  db: Database,
  session: Session | undefined,
  onNumbered: () => void,
): Promise<boolean> {
  const { count, kinds, hasMore } = await numberCommitted(db, BATCH)
  if (count > 0) onNumbered()
  if (count > 0) await session?.query(`NOTIFY ${CHANNELS.numbered}, '${kinds.join()}'`)
  return hasMore
}
