import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import type { ScimGroup } from '../../domain/scim/group.js'
import { findScimGroup } from '../../read/scim/groups.js'
import { retireGroup } from '../groups/retire-group.js'
import type { Author } from '../resources/change-facts.js'
import { changeDirectory } from './change-directory.js'

interface GroupRemoval {
  id: string
  judge: (before: ScimGroup) => void
}

/** Its categories' tickets go to the department alone from then on; its members lose what it gave them. */
export function removeGroup(
  db: Database,
  author: Author,
  { id, judge }: GroupRemoval,
): Promise<void> {
  return changeDirectory(db, author, async (change) => {
    const before = (await findScimGroup(change, id)) ?? refuseMissing('group')
    judge(before)
    await retireGroup(change, id)
    await change.query('DELETE FROM scim_group WHERE organization_id = $1 AND group_id = $2', [id])
    const { name, externalId, members = [] } = before
    const memberIds = members.map((member) => member.id)
    await change.audit({
      ...{ action: 'group.delete', entity: 'group', entityId: id },
      before: { name, externalId, memberIds },
    })
  })
}
