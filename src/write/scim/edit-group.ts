import { checkGroup } from '../../contracts/scim.js'
import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { presentGroup, readGroup, type ScimGroup } from '../../domain/scim/group.js'
import type { Members } from '../../domain/scim/match.js'
import { findScimGroup } from '../../read/scim/groups.js'
import { changeMembers } from '../groups/change-members.js'
import { auditDifference } from '../resources/audit-difference.js'
import type { Author, Change } from '../resources/change-facts.js'
import { changeDirectory } from './change-directory.js'
import { noteGroup, refuseTakenName } from './create-group.js'
import { readNewMembers } from './members.js'

export interface GroupEdit {
  id: string
  judge: (before: ScimGroup) => void
  edit: (before: Members) => Members
}

/** Throws `not_found`, `already_exists`, `last_admin`. The same again changes nothing. */
export function editGroup(db: Database, author: Author, asked: GroupEdit): Promise<ScimGroup> {
  return changeDirectory(db, author, async (change) => {
    const before = (await findScimGroup(change, asked.id)) ?? refuseMissing('group')
    asked.judge(before)
    const after = checkGroup(readGroup(asked.edit(presentGroup(before, (path) => path))))
    const was = new Set(before.members?.map(({ id }) => id))
    const is = new Set(after.memberIds)
    const added = after.memberIds.filter((id) => !was.has(id))
    const removed = [...was].filter((id) => !is.has(id))
    const isNamedAnew = after.name !== before.name
    if (isNamedAnew) await rename(change, before.id, after.name)
    await changeMembers(change, before.id, {
      given: await readNewMembers(change, added),
      removed,
      touched: isNamedAnew ? [...was] : [], // a name may give roles
    })
    const isChanged = await auditDifference(
      change,
      { action: 'group.update', entity: 'group', entityId: before.id },
      { name: before.name, externalId: before.externalId, added: [], removed: [] },
      { name: after.name, externalId: after.externalId, added, removed },
    )
    if (!isChanged) return before
    await noteGroup(change, before.id, after.externalId)
    return (await findScimGroup(change, before.id)) ?? refuseMissing('group')
  })
}

async function rename(change: Change, id: string, name: string): Promise<void> {
  await refuseTakenName(change, name, id)
  await change.query('UPDATE user_group SET name = $3 WHERE organization_id = $1 AND id = $2', [
    id,
    name,
  ])
}
