import type { SettingsPatch } from '../../contracts/settings.js'
import { isEntitled } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { ApprovalPolicy } from '../../domain/approval/policy.js'
import { refuse } from '../../domain/errors.js'
import { completeSettings, type Settings } from '../../domain/settings.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import { readSettings } from '../../read/settings/find.js'
import type { Origin } from '../audit/record.js'

/**
 * Changes what is named and keeps the rest, audited in the same statement; the same again changes nothing. What begins at night
 * follows the time zone. Commands in
 * flight refer to the row by foreign keys: a lock that keeps them out would wait for them in a circle (hold_facts).
 */
const UPDATE = `WITH was AS (SELECT settings FROM organization WHERE id = $1 FOR NO KEY UPDATE),
  changed AS (UPDATE organization o SET settings = o.settings || $3::jsonb, updated_at = now() FROM was
    WHERE o.id = $1 AND o.settings || $3::jsonb <> o.settings RETURNING o.settings),
  moved AS (UPDATE schedule SET definition = definition || jsonb_build_object('timezone', $3::jsonb->'timezone'), updated_at = clock_timestamp()
    WHERE organization_id = $1 AND kind = 'retention' AND $3::jsonb ? 'timezone')
  SELECT coalesce(changed.settings, was.settings) AS settings, CASE WHEN changed.settings IS NOT NULL THEN
    audit_record($1, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', $2::uuid), $4::jsonb,
      'settings.update', 'ok', 'organization', $1::text, NULL, was.settings, changed.settings) END
  FROM was LEFT JOIN changed ON true`

/** Timers that run already keep the instants that they were started with. */
export async function updateSettings(
  db: OrganizationDb,
  userId: string,
  patch: SettingsPatch,
  origin: Origin,
): Promise<Settings> {
  if (patch.approvalPolicy !== undefined) await refuseNonApprovers(db, patch.approvalPolicy)
  const [row] = await db.query<{ settings: Partial<Settings> }>(UPDATE, [
    userId,
    JSON.stringify(patch),
    JSON.stringify(origin),
  ])
  return completeSettings(row?.settings ?? {})
}

function listNamed({ steps }: ApprovalPolicy): string[] {
  return steps.flatMap(({ approvers, delegates, escalateTo }) => [
    ...approvers,
    ...delegates.flatMap(({ userId, for: whom }) => (whom === null ? [userId] : [userId, whom])),
    ...escalateTo,
  ])
}

/**
 * Whoever comes into a policy is an active approver: only approvers see what they are asked about. Who was named before
 * may stay, so that what was read can be written back.
 */
async function refuseNonApprovers(db: OrganizationDb, policy: ApprovalPolicy): Promise<void> {
  const before = listNamed((await readSettings(db)).approvalPolicy)
  const named = listNamed(policy).filter((id) => !before.includes(id))
  const known = await db.query<{ id: string; approver: boolean }>(
    `SELECT u.id, u.roles @> ARRAY['approver'] AS approver FROM app_user u
     WHERE u.organization_id = $1 AND u.id = ANY($2) AND ${isEntitled('u')}`,
    [named],
  )
  const missing = named.filter((id) => !known.some((user) => user.id === id))
  if (missing.length > 0) refuseUnknown('user', missing)
  const others = known.filter(({ approver }) => !approver).map(({ id }) => id)
  if (others.length === 0) return
  refuse('validation_failed', 'Only users with the role approver can be named.', {
    approvalPolicy: others.map((id) => `${id} is no approver`),
  })
}
