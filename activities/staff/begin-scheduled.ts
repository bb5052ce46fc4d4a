import type { SyncSchedule } from '../../src/domain/staff/schedule.js'
import { hasStaffStore } from '../../src/read/staff/has-staff-store.js'
import { beginStaffSync } from '../../src/write/staff/begin-sync.js'
import type { ActivityDeps } from '../deps.js'

export interface ScheduledSync {
  organizationId: string
  syncId: string
}

const SCHEDULE = `SELECT s.definition FROM schedule s JOIN organization g ON g.id = s.organization_id AND g.active
  WHERE s.organization_id = $1 AND s.kind = 'staff_sync'`

/** Begins what is due now, unless one runs, or nobody wants it any more. Repeating it with the same id is harmless. */
export function beginScheduledSyncActivity({
  db,
  staffStore,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'staffStore' | 'notifyCommitted'>) {
  return async ({ organizationId, syncId }: ScheduledSync): Promise<boolean> => {
    const own = db.of(organizationId)
    if (staffStore === undefined || !(await hasStaffStore(own, staffStore))) return false
    const [row] = await own.query<{ definition: SyncSchedule }>(SCHEDULE)
    if (row === undefined || !row.definition.enabled) return false
    const { type } = row.definition
    const at = new Date().toISOString()
    const begun = await beginStaffSync(db, { organizationId, syncId, type, at })
    notifyCommitted()
    return begun === 'begun'
  }
}
