import type { OrganizationDb } from '../../database/pool.js'
import type { SyncSchedule } from '../../domain/staff/schedule.js'
import type { Origin } from '../audit/record.js'

const KEEP = `WITH was AS (SELECT definition FROM schedule WHERE organization_id = $1 AND kind = 'staff_sync'),
  kept AS (INSERT INTO schedule (organization_id, kind, definition, updated_at) VALUES ($1, 'staff_sync', $3, clock_timestamp())
    ON CONFLICT (organization_id, kind) DO UPDATE SET definition = excluded.definition, updated_at = excluded.updated_at
    RETURNING definition)
  SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $4::jsonb,
    'sync_schedule.update', 'ok', 'organization', $1::text, NULL, (SELECT definition FROM was), definition) FROM kept`

/** A worker tells Temporal of it within seconds. */
export async function keepSyncSchedule(
  db: OrganizationDb,
  userId: string,
  schedule: SyncSchedule,
  origin: Origin,
): Promise<void> {
  await db.query(KEEP, [userId, JSON.stringify(schedule), JSON.stringify(origin)])
}
