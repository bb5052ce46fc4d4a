import type { StaffRecord } from '../../contracts/staff-store.js'
import type { OrganizationDb } from '../../database/pool.js'
import { MOST_ERRORS, type StaffSyncState, type SyncError } from '../../domain/staff/sync.js'

/** A page of the store, looked through. */
export interface ReadPage {
  records: readonly StaffRecord[]
  failed: readonly SyncError[]
  nextCursor: string | null
  total: number | null
}

const WRITE = 'SELECT write_staff_page($1, $2, $3, $4, $5, $6, $7) AS state'

/** Where the sync is after it; undefined where it is over. A page that was written before changes nothing. */
export async function writeStaffPage(
  db: OrganizationDb,
  syncId: string,
  before: StaffSyncState,
  { records, failed, nextCursor, total }: ReadPage,
): Promise<StaffSyncState | undefined> {
  const next = {
    cursor: nextCursor,
    isRead: nextCursor === null,
    total: total ?? before.total,
    seen: before.seen + records.length + failed.length,
  }
  const [row] = await db.query<{ state: StaffSyncState | null }>(WRITE, [
    syncId,
    before.pages,
    JSON.stringify(records.map((record, n) => ({ ...record, n }))),
    JSON.stringify(failed),
    JSON.stringify(next),
    MOST_ERRORS,
  ])
  return row?.state ?? undefined
}
