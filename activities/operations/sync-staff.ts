import { ApplicationFailure } from '@temporalio/common'
import type { StaffPage } from '../../src/contracts/staff-store.js'
import type { OrganizationDb } from '../../src/database/pool.js'
import type { OperationProblem } from '../../src/domain/operations/operation.js'
import {
  measureProgress,
  type StaffSyncState,
  type SyncFigures,
} from '../../src/domain/staff/sync.js'
import { hasStaffStore } from '../../src/read/staff/has-staff-store.js'
import type { PageQuery } from '../../src/staff-store/client.js'
import {
  StaffStoreAwayError,
  StaffStoreBusyError,
  StaffStoreRefusedError,
} from '../../src/staff-store/errors.js'
import type { OperationEnd } from '../../src/write/operations/settle.js'
import { flagGone } from '../../src/write/staff/flag-gone.js'
import { noteBusy } from '../../src/write/staff/note-busy.js'
import { writeStaffPage } from '../../src/write/staff/write-page.js'
import { judgeRecords } from './judge-records.js'
import type { DoWork } from './work.js'

const PAGE = 200
/** A store that gives no page for longer than this is not waited for. */
const PATIENCE_MS = 3_600_000
/** However long it waits for the store, it sees this often whether it was cancelled. */
const LOOK_MS = 30_000

interface Standing {
  updatedSince: string | null
  state: StaffSyncState
  /** When the last page was written, or it began. */
  since: Date
}

const STANDING = `SELECT o.input->>'updatedSince' AS "updatedSince", s.state,
    coalesce((s.state->>'lastPageAt')::timestamptz, o.created_at) AS since FROM operation o
    JOIN staff_sync s ON s.organization_id = o.organization_id AND s.operation_id = o.id
  WHERE o.organization_id = $1 AND o.id = $2 AND o.ended_at IS NULL`

type AskPage = (query: PageQuery) => Promise<StaffPage>

/**
 * Reads the staff store page by page and writes each with how far the sync is, so that whoever goes on begins at the next
 * one; one page is held at a time.
 */
export const syncStaff: DoWork = async ({ db, staffStore, notifyCommitted }, work) => {
  const own = db.of(work.ref.organizationId)
  const { operationId } = work.ref
  if (staffStore === undefined || !(await hasStaffStore(own, staffStore))) {
    return endWith(own, operationId, 'store_refuses')
  }
  const ask: AskPage = (query) => staffStore.listPage(query, work.signal)
  for (;;) {
    work.signal.throwIfAborted()
    const standing = await readStanding(own, operationId)
    if (standing.state.isRead) {
      if (standing.updatedSince === null) await flagGone(own, operationId)
      return endWith(own, operationId, null)
    }
    const problem = await syncPage(own, operationId, standing, ask)
    if (problem !== null) return endWith(own, operationId, problem)
    work.note(measureProgress(standing.state) / 100)
    notifyCommitted()
  }
}

async function readStanding(db: OrganizationDb, operationId: string): Promise<Standing> {
  const [standing] = await db.query<Standing>(STANDING, [operationId])
  if (standing === undefined) throw new Error('the sync is over')
  return standing
}

/** Why it can't go on; null where it can. */
async function syncPage(
  db: OrganizationDb,
  operationId: string,
  { updatedSince, state, since }: Standing,
  ask: AskPage,
): Promise<OperationProblem | null> {
  const query = {
    limit: PAGE,
    ...(updatedSince === null ? {} : { updatedSince }),
    ...(state.cursor === null ? {} : { cursor: state.cursor }),
  }
  const restMs = Date.parse(state.askAgainAt ?? '') - Date.now()
  if (restMs > 0) throw waitLater('store_busy', restMs)
  const page = await ask(query).catch(async (error: unknown) => {
    if (error instanceof StaffStoreBusyError) {
      const askAgainAt = new Date(Date.now() + error.retryAfterMs).toISOString()
      await noteBusy(db, operationId, askAgainAt)
    }
    return judgeFailure(error, since)
  })
  if (typeof page === 'string') return page
  const nextCursor = page.nextCursor ?? null
  if (nextCursor !== null && nextCursor === state.cursor) return 'store_refuses' // it would never end
  const judged = judgeRecords(page.items)
  await writeStaffPage(db, operationId, state, {
    ...judged,
    nextCursor,
    total: page.total ?? null,
  })
  return null
}

/** The problem that ends it; throws what the server tries again, after the time that a busy store asks for. */
function judgeFailure(error: unknown, since: Date): OperationProblem {
  if (error instanceof StaffStoreRefusedError) return 'store_refuses'
  if (!(error instanceof StaffStoreBusyError || error instanceof StaffStoreAwayError)) throw error
  const [problem, restMs] =
    error instanceof StaffStoreBusyError
      ? (['store_busy', error.retryAfterMs] as const)
      : (['store_away', LOOK_MS] as const)
  if (Date.now() - since.getTime() > PATIENCE_MS) return problem
  throw waitLater(problem, restMs)
}

function waitLater(type: 'store_busy' | 'store_away', restMs: number): ApplicationFailure {
  const nextRetryDelay = Math.min(restMs, LOOK_MS)
  return ApplicationFailure.create({
    message: 'The staff store gives nothing now.',
    type,
    nextRetryDelay,
  })
}

async function endWith(
  db: OrganizationDb,
  syncId: string,
  problem: OperationProblem | null,
): Promise<OperationEnd> {
  const { created, updated, unchanged, failed, skipped, gone } = (await readStanding(db, syncId))
    .state
  const done: SyncFigures = { created, updated, unchanged, failed, skipped, gone }
  return {
    ...(problem === null
      ? { status: 'completed' as const }
      : { status: 'failed' as const, problem }),
    result: done,
    audited: { action: 'sync.end', after: { ...done, ...(problem === null ? {} : { problem }) } },
  }
}
