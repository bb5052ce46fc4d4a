import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { KEPT_USER } from '../users/kept.js'

/** A list of one of their few rows, as JSON. */
const list = (select: string, from: string) =>
  `(SELECT coalesce(jsonb_agg(to_jsonb(listed)), '[]') FROM (SELECT ${select} FROM ${from}) listed)`

const own = (table: string, alias: string) =>
  `${table} ${alias} WHERE ${alias}.organization_id = $1 AND ${alias}.user_id = $2`

/** Who somebody is here: neither a secret nor what was made of one. */
const SELECT = `SELECT ${KEPT_USER}, u.notification_choices AS "notificationChoices", u.avatar_id AS "avatarId",
    u.staff_status AS "staffStatus", ${selectInstant('u.updated_at')} AS "updatedAt",
    ${list(
      `p.permission, ${selectInstant('p.created_at')} AS "createdAt", ${selectInstant('p.expires_at')} AS "expiresAt"`,
      own('user_permission', 'p'),
    )} AS permissions,
    ${list(
      'd.id, d.name, d.code',
      'department d WHERE d.organization_id = $1 AND d.head_id = $2',
    )} AS "headOf",
    ${list(
      'g.id, g.name, m.skills',
      `user_group g JOIN group_member m ON m.organization_id = $1 AND m.group_id = g.id AND m.user_id = $2
       WHERE g.organization_id = $1`,
    )} AS groups,
    ${list(
      `i.issuer, i.subject, ${selectInstant('i.created_at')} AS "createdAt"`,
      own('identity', 'i'),
    )} AS identities,
    ${list(`${selectInstant('s.confirmed_at')} AS "confirmedAt"`, own('totp', 's'))} AS "secondFactors",
    ${list(
      `l.purpose, ${selectInstant('l.created_at')} AS "createdAt", ${selectInstant('l.expires_at')} AS "expiresAt"`,
      own('account_token', 'l'),
    )} AS "openLinks",
    ${list(
      `s.external_id AS "externalId", s.user_name AS "userName", s.said, s.granted_roles AS "grantedRoles",
       ${selectInstant('s.linked_at')} AS "linkedAt", ${selectInstant('s.unlinked_at')} AS "unlinkedAt"`,
      own('scim_user', 's'),
    )} AS directory,
    ${list(
      `t.id, t.name, ${selectInstant('t.created_at')} AS "createdAt", ${selectInstant('t.revoked_at')} AS "revokedAt"`,
      'scim_token t WHERE t.organization_id = $1 AND t.created_by_id = $2',
    )} AS "directoryTokens",
    ${list('c.id, c.company, c.phone, c.tags, c.tier', own('customer', 'c'))} AS customers,
    ${list(
      `t.id, t.employee_id AS "employeeId", t.skills, t.certifications, t.service_areas AS "serviceAreas",
       t.max_jobs_per_day AS "maxJobsPerDay"`,
      own('technician', 't'),
    )} AS technicians
  FROM app_user u WHERE u.organization_id = $1 AND u.id = $2`

export async function readProfile(db: OrganizationDb, userId: string): Promise<object> {
  const [profile] = await db.query<object>(SELECT, [userId])
  if (profile === undefined) throw new Error('there is nobody to tell of')
  return profile
}
