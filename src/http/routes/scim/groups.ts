import { presentGroup, readGroup, type ScimGroup } from '../../../domain/scim/group.js'
import { isShown } from '../../../domain/scim/project.js'
import { GROUP } from '../../../domain/scim/schema.js'
import { findScimGroup, listScimGroups } from '../../../read/scim/groups.js'
import { createGroup } from '../../../write/scim/create-group.js'
import { editGroup } from '../../../write/scim/edit-group.js'
import { removeGroup } from '../../../write/scim/remove-group.js'
import type { ScimResource } from './resource.js'

export const groups: ScimResource<ScimGroup> = {
  type: GROUP,
  answersPatch: 204, // its members may be thousands
  list: (reader, query, asked) => listScimGroups(reader, query, isShown(GROUP, 'members', asked)),
  find: (db, id, asked) => findScimGroup(db, id, isShown(GROUP, 'members', asked)),
  create: (db, author, given) => createGroup(db, author, readGroup(given)),
  edit: editGroup,
  remove: removeGroup,
  replace: ({ externalId }, given) => ({ externalId, ...given }),
  present: presentGroup,
  describeVersion: ({ members: _many, ...group }) => group,
}
