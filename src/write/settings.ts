import type { OrganizationDb } from '../../prisma/client.js'
import type { SettingsPatch } from '../contracts/settings.js'
import { type Settings, settingsOf } from '../domain/settings.js'
import type { Origin } from './audit.js'

/** Changes what is named and keeps the rest, audited in the same statement; the same again changes nothing. */
const UPDATE = `WITH was AS (SELECT settings FROM organization WHERE id = $1 FOR UPDATE),
  changed AS (UPDATE organization SET settings = settings || $3::jsonb, updated_at = now() WHERE id = $1 RETURNING settings)
  SELECT changed.settings, audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $4::jsonb,
    'settings.update', 'ok', 'organization', $1::text, NULL, was.settings, changed.settings) FROM was, changed`

/** Timers that run already keep the instants that they were started with. */
export async function updateSettings(
  db: OrganizationDb,
  userId: string,
  patch: SettingsPatch,
  origin: Origin,
): Promise<Settings> {
  const [row] = await db.query<{ settings: Partial<Settings> }>(UPDATE, [
    userId,
    JSON.stringify(patch),
    JSON.stringify(origin),
  ])
  return settingsOf(row?.settings ?? {})
}
