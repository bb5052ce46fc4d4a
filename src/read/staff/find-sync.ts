import type { StaffSyncView } from '../../contracts/staff-sync.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { refuseMissing } from '../../domain/errors.js'
import { presentSync, SYNC_COLUMNS, SYNCS, type SyncRow } from './present-sync.js'

const SELECT = `SELECT ${SYNC_COLUMNS} ${SYNCS} AND o.id = $2`

/** Throws `not_found`. */
export async function readStaffSync(db: OrganizationDb, id: string): Promise<StaffSyncView> {
  const [row] = isUuid(id) ? await db.query<SyncRow>(SELECT, [id]) : []
  if (row === undefined) return refuseMissing('sync')
  return { ...presentSync(row), errors: [...row.state.errors] }
}
