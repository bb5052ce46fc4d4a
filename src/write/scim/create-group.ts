import { checkGroup } from '../../contracts/scim.js'
import type { Database } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import type { GroupFields, ScimGroup } from '../../domain/scim/group.js'
import { findScimGroup } from '../../read/scim/groups.js'
import { changeMembers } from '../groups/change-members.js'
import type { Author, Change } from '../resources/change-facts.js'
import { changeDirectory } from './change-directory.js'
import { readNewMembers } from './members.js'

/** Throws `already_exists`: directories find their groups again by name. */
export function createGroup(db: Database, author: Author, given: GroupFields): Promise<ScimGroup> {
  const { name, externalId, memberIds } = checkGroup(given)
  const id = author.workId
  return changeDirectory(db, author, async (change) => {
    await refuseTakenName(change, name, id)
    await change.query('INSERT INTO user_group (organization_id, id, name) VALUES ($1, $2, $3)', [
      id,
      name,
    ])
    await noteGroup(change, id, externalId)
    await changeMembers(change, id, { given: await readNewMembers(change, memberIds) })
    const after = { name, externalId, memberIds }
    await change.audit({ action: 'group.create', entity: 'group', entityId: id, after })
    const group = await findScimGroup(change, id)
    if (group === undefined) throw new Error(`no group ${id} was written`)
    return group
  })
}

export async function refuseTakenName({ query }: Change, name: string, ownId: string) {
  const taken = await query(
    `SELECT 1 FROM user_group WHERE organization_id = $1 AND lower(name) = lower($2) AND deleted_at IS NULL
     AND id <> $3`,
    [name, ownId],
  )
  if (taken.length > 0) refuse('already_exists', 'Another group has that displayName.')
}

/** What the directory calls it, and that it has changed. */
export async function noteGroup({ query }: Change, id: string, externalId: string | null) {
  await query(
    `INSERT INTO scim_group (organization_id, group_id, external_id, updated_at)
     VALUES ($1, $2, $3, clock_timestamp())
     ON CONFLICT (organization_id, group_id) DO UPDATE
       SET external_id = excluded.external_id, updated_at = excluded.updated_at`,
    [id, externalId],
  )
}
