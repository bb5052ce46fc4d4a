import type { CheckedUser } from '../../contracts/scim.js'
import { canHead } from '../../domain/people/admins.js'
import type { Role } from '../../domain/people.js'
import type { DirectoryAccount } from '../../domain/scim/account.js'
import type { Change } from '../resources/change-facts.js'
import { leaveDepartments } from '../users/leave-departments.js'

/** An account as the writes of a directory judge it. */
export interface HeldAccount extends DirectoryAccount {
  roles: Role[]
  granted: Role[]
  email: string
  employeeCode: string
  hasPermissions: boolean
  /** Where they are before it is written. */
  departmentId: string | null
}

const READ = `SELECT u.status, u.helpdesk_authorized AS "isAuthorized", u.roles, coalesce(s.granted_roles, '{}') AS granted,
    coalesce(s.withdrawn, false) AS "isWithdrawn", u.department_id AS "departmentId",
    u.email, u.employee_code AS "employeeCode", EXISTS (SELECT 1 FROM user_permission p
      WHERE p.organization_id = $1 AND p.user_id = $2
        AND (p.expires_at IS NULL OR p.expires_at > clock_timestamp())) AS "hasPermissions"
  FROM app_user u LEFT JOIN scim_user s ON s.organization_id = u.organization_id AND s.user_id = u.id
  WHERE u.organization_id = $1 AND u.id = $2`

export async function readAccount({ query }: Change, id: string): Promise<HeldAccount> {
  const [row] = await query<HeldAccount>(READ, [id])
  if (row === undefined) throw new Error(`no account ${id}`)
  return row
}

/** What is the same is not written: neither row says then that it has changed. */
const UPDATE = `UPDATE app_user u SET (
      email, first_name, last_name, phone, timezone, language, employee_code, department_id, status, helpdesk_authorized, roles,
      updated_at)
    = (given.email, given.first_name, given.last_name, given.phone, given.timezone, given.language, given.employee_code,
      given.department_id, given.status, given.helpdesk_authorized, given.roles, now())
  FROM app_user was, jsonb_populate_record(was, $3::jsonb) given
  WHERE was.organization_id = $1 AND was.id = $2 AND u.organization_id = $1 AND u.id = $2
    AND to_jsonb(given) IS DISTINCT FROM to_jsonb(was)`

const LINK = `INSERT INTO scim_user AS s (
    organization_id, user_id, external_id, user_name, said, granted_roles, withdrawn, linked_at, updated_at)
  VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, clock_timestamp(), clock_timestamp())
  ON CONFLICT (organization_id, user_id) DO UPDATE SET external_id = excluded.external_id, user_name = excluded.user_name,
    said = excluded.said, granted_roles = excluded.granted_roles, withdrawn = excluded.withdrawn,
    updated_at = excluded.updated_at, unlinked_at = NULL
  WHERE (s.external_id, s.user_name, s.said, s.granted_roles, s.withdrawn, s.unlinked_at) IS DISTINCT FROM
    (excluded.external_id, excluded.user_name, excluded.said, excluded.granted_roles, excluded.withdrawn, NULL::timestamptz)`

/** Writes what the directory says of an account that is there, and what follows for it. */
export async function writeAccount(
  change: Change,
  id: string,
  fields: CheckedUser,
  account: HeldAccount,
  departmentId: string | undefined,
): Promise<void> {
  const { query } = change
  const given = {
    ...{ email: fields.email, first_name: fields.firstName, last_name: fields.lastName },
    ...{ phone: fields.phone, timezone: fields.timezone, language: fields.language },
    ...{ employee_code: fields.employeeCode, department_id: departmentId },
    ...{ status: account.status, helpdesk_authorized: account.isAuthorized, roles: account.roles },
  }
  await query(UPDATE, [id, JSON.stringify(given)])
  await query(LINK, [
    ...[id, fields.externalId, fields.userName, JSON.stringify(fields.said)],
    ...[account.granted, account.isWithdrawn],
  ])
  const isMoved = departmentId !== undefined && departmentId !== account.departmentId
  const left = isMoved ? account.departmentId : null
  await leaveDepartments(change, id, canHead(account) ? left : 'all')
}
