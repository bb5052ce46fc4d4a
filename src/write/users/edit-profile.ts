import type { ProfilePatch } from '../../contracts/profile.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Origin } from '../audit/record.js'

/** All but the picture, which is a file. */
type Profile = Omit<ProfilePatch, 'avatar'>

const COLUMNS: Record<keyof Profile, string> = {
  firstName: 'first_name',
  lastName: 'last_name',
  phone: 'phone',
  timezone: 'timezone',
  language: 'language',
  availability: 'availability',
  notificationChoices: 'notification_choices',
}

/** Changes the caller's own profile, audited in the same statement; writing the same again changes nothing. */
export async function updateProfile(
  db: OrganizationDb,
  userId: string,
  patch: Profile,
  origin: Origin,
): Promise<void> {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined)
  if (entries.length === 0) return
  const assignments = entries.map(
    ([key], index) => `${COLUMNS[key as keyof Profile]} = $${index + 5}`, // keys of the validated patch
  )
  const members = entries.map(([key]) => `'${key}', ${COLUMNS[key as keyof Profile]}`)
  const values = entries.map(([, value]) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
  )
  await db.query(
    `WITH was AS (SELECT jsonb_build_object(${members.join(', ')}) AS shown FROM app_user
       WHERE organization_id = $1 AND id = $2 FOR NO KEY UPDATE),
     differing AS (SELECT jsonb_object_agg(key, was.shown->key) AS before, jsonb_object_agg(key, value) AS after
       FROM was, jsonb_each($4::jsonb) WHERE value <> was.shown->key),
     changed AS (UPDATE app_user SET ${assignments.join(', ')}, updated_at = now() FROM differing
       WHERE organization_id = $1 AND id = $2 AND differing.after IS NOT NULL RETURNING id)
     SELECT audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $3::jsonb, 'user.update', 'ok',
       'user', id::text, NULL, before, after) FROM changed, differing`,
    [userId, JSON.stringify(origin), JSON.stringify(patch), ...values],
    { prepared: false },
  )
}
