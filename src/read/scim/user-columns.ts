import { personName } from '../../database/names.js'
import { ENTERPRISE_URN } from '../../domain/scim/schema.js'
import { type Columns, hasId } from './columns.js'

/**
 * Whom a directory sees: every account `u` of the organization but those whose owners only asked for one or were turned away,
 * and those that it has deleted; `s` is what it has said of them.
 */
export const SCIM_USERS = `FROM app_user u
    LEFT JOIN scim_user s ON s.organization_id = u.organization_id AND s.user_id = u.id
  WHERE u.organization_id = $1 AND u.deleted_at IS NULL AND s.unlinked_at IS NULL AND u.status IN ('active', 'inactive')`

const NAME = personName('u')
export const USER_NAME = 'coalesce(s.user_name, u.email)'
export const DEPARTMENT = `(SELECT d.name FROM department d
    WHERE d.organization_id = u.organization_id AND d.id = u.department_id)`
export const LAST_MODIFIED = 'greatest(u.updated_at, s.updated_at)'

const isOwnGroup = (condition: string) => `EXISTS (SELECT 1 FROM group_member m
    JOIN user_group g ON g.organization_id = m.organization_id AND g.id = m.group_id AND g.deleted_at IS NULL
    WHERE m.organization_id = u.organization_id AND m.user_id = u.id AND ${condition})`

/** Somebody whom the directory has not named yet is called by their address. */
const hasUserName = (p: string) => `u.id IN (
    SELECT named.user_id FROM scim_user named WHERE named.organization_id = $1 AND lower(named.user_name) = lower(${p})
    UNION ALL SELECT other.id FROM app_user other WHERE other.organization_id = $1 AND other.email = lower(${p})
      AND NOT EXISTS (SELECT 1 FROM scim_user x WHERE x.organization_id = $1 AND x.user_id = other.id))`

const PHONE = `nullif(u.phone, '')`

export const USER_COLUMNS: Columns = {
  plain: {
    id: { sql: 'u.id::text', kind: 'exact', equals: hasId('u.id') },
    externalId: { sql: 's.external_id', kind: 'exact', equals: (p) => `s.external_id = ${p}` },
    userName: { sql: USER_NAME, kind: 'folded', equals: hasUserName },
    'name.formatted': { sql: `coalesce(s.said->>'formatted', ${NAME})`, kind: 'folded' },
    'name.givenName': { sql: 'u.first_name', kind: 'folded' },
    'name.familyName': { sql: `nullif(u.last_name, '')`, kind: 'folded' },
    displayName: { sql: `coalesce(s.said->>'displayName', ${NAME})`, kind: 'folded' },
    active: { sql: `u.status = 'active'`, kind: 'boolean' },
    'emails.value': { sql: 'u.email', kind: 'folded', equals: (p) => `u.email = lower(${p})` },
    'emails.type': { sql: `'work'::text`, kind: 'folded' },
    'emails.primary': { sql: 'true', kind: 'boolean' },
    'phoneNumbers.value': { sql: PHONE, kind: 'folded' },
    'phoneNumbers.type': { sql: `CASE WHEN ${PHONE} IS NOT NULL THEN 'work' END`, kind: 'folded' },
    'phoneNumbers.primary': {
      sql: `CASE WHEN ${PHONE} IS NOT NULL THEN true END`,
      kind: 'boolean',
    },
    timezone: { sql: 'u.timezone', kind: 'exact' },
    preferredLanguage: { sql: 'u.language', kind: 'exact' },
    'meta.created': { sql: 'u.created_at', kind: 'instant' },
    'meta.lastModified': { sql: LAST_MODIFIED, kind: 'instant' },
    'meta.resourceType': { sql: `'User'::text`, kind: 'exact' },
    [`${ENTERPRISE_URN}:employeeNumber`]: {
      sql: 'u.employee_code',
      kind: 'exact',
      equals: (p) => `u.employee_code = ${p}`,
    },
    [`${ENTERPRISE_URN}:department`]: {
      sql: `coalesce(s.said->>'department', ${DEPARTMENT})`,
      kind: 'folded',
    },
  },
  lists: {
    groups: {
      exists: isOwnGroup,
      columns: {
        value: { sql: 'g.id::text', kind: 'exact', equals: hasId('g.id') },
        display: { sql: 'g.name', kind: 'folded' },
      },
    },
    roles: {
      exists: (condition) =>
        `EXISTS (SELECT 1 FROM unnest(u.roles) AS held (role) WHERE ${condition})`,
      columns: { value: { sql: 'held.role', kind: 'exact' } },
    },
  },
}
