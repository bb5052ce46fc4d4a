import { personName } from '../../database/names.js'
import { type Columns, hasId } from './columns.js'

/** Every group `g` of the organization; `s` is what its directory has said of it. */
export const SCIM_GROUPS = `FROM user_group g
    LEFT JOIN scim_group s ON s.organization_id = g.organization_id AND s.group_id = g.id
  WHERE g.organization_id = $1 AND g.deleted_at IS NULL`

/** By its directory or by an admin. */
export const GROUP_MODIFIED = 'greatest(s.updated_at, g.updated_at)'

/** The members `u` of a group; those whom the directory does not see are none for it. */
export const membersFrom = (group: string) => `FROM group_member m
    JOIN app_user u ON u.organization_id = m.organization_id AND u.id = m.user_id
    LEFT JOIN scim_user known ON known.organization_id = m.organization_id AND known.user_id = m.user_id
  WHERE m.organization_id = $1 AND m.group_id = ${group} AND u.deleted_at IS NULL
    AND known.unlinked_at IS NULL AND u.status IN ('active', 'inactive')`

export const GROUP_COLUMNS: Columns = {
  plain: {
    id: { sql: 'g.id::text', kind: 'exact', equals: hasId('g.id') },
    externalId: { sql: 's.external_id', kind: 'exact', equals: (p) => `s.external_id = ${p}` },
    displayName: { sql: 'g.name', kind: 'folded' },
    'meta.created': { sql: 'g.created_at', kind: 'instant' },
    'meta.lastModified': { sql: GROUP_MODIFIED, kind: 'instant' },
    'meta.resourceType': { sql: `'Group'::text`, kind: 'exact' },
  },
  lists: {
    members: {
      exists: (condition) => `EXISTS (SELECT 1 ${membersFrom('g.id')} AND ${condition})`,
      columns: {
        value: { sql: 'u.id::text', kind: 'exact', equals: hasId('u.id') },
        display: { sql: personName('u'), kind: 'folded' },
        type: { sql: `'User'::text`, kind: 'folded' },
      },
    },
  },
}
