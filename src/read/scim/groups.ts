import { personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import type { ScimGroup } from '../../domain/scim/group.js'
import { GROUP } from '../../domain/scim/schema.js'
import { GROUP_COLUMNS, GROUP_MODIFIED, membersFrom, SCIM_GROUPS } from './group-columns.js'
import { listScim, type ScimPage, type ScimQuery, type ScimReader } from './list.js'

type GroupRow = Omit<ScimGroup, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

const SELECT = `g.id, g.name, s.external_id AS "externalId", g.created_at AS "createdAt", ${GROUP_MODIFIED} AS "updatedAt"`
const MEMBERS = `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', ${personName('u')}) ORDER BY u.id), '[]')
    ${membersFrom('g.id')}) AS members`

const select = (withMembers: boolean) => (withMembers ? `${SELECT}, ${MEMBERS}` : SELECT)

/** So many with their members, who may be thousands of each. */
const MOST_WITH_MEMBERS = 20

export function listScimGroups(
  reader: ScimReader,
  query: ScimQuery,
  withMembers: boolean,
): Promise<ScimPage<ScimGroup>> {
  const listing = {
    type: GROUP,
    columns: GROUP_COLUMNS,
    select: select(withMembers),
    from: SCIM_GROUPS,
    order: 'g.id',
    view,
  }
  const count = withMembers ? Math.min(query.count, MOST_WITH_MEMBERS) : query.count
  return listScim(reader, listing, { ...query, count })
}

export async function findScimGroup(
  { query }: Pick<OrganizationDb, 'query'>,
  id: string,
  withMembers = true,
): Promise<ScimGroup | undefined> {
  if (!isUuid(id)) return undefined
  const text = `SELECT ${select(withMembers)} ${SCIM_GROUPS} AND g.id = $2`
  const [row] = await query<GroupRow>(text, [id])
  return row && view(row)
}

function view({ createdAt, updatedAt, ...row }: GroupRow): ScimGroup {
  return { ...row, createdAt: iso(createdAt), updatedAt: iso(updatedAt) }
}
