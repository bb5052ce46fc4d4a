import type { OrganizationDb } from '../../database/pool.js'
import { NO_SCHEDULE, type SyncSchedule } from '../../domain/staff/schedule.js'

const SELECT = `SELECT definition FROM schedule WHERE organization_id = $1 AND kind = 'staff_sync'`

export async function readSyncSchedule(db: OrganizationDb): Promise<SyncSchedule> {
  const [row] = await db.query<{ definition: SyncSchedule }>(SELECT)
  return row?.definition ?? NO_SCHEDULE
}
