import { mergeUser, readUser } from '../../../domain/scim/read-user.js'
import { USER } from '../../../domain/scim/schema.js'
import { presentUser, type ScimUser } from '../../../domain/scim/user.js'
import { findScimUser, listScimUsers } from '../../../read/scim/users.js'
import { editUser } from '../../../write/scim/edit-user.js'
import { provisionUser } from '../../../write/scim/provision-user.js'
import { removeUser } from '../../../write/scim/remove-user.js'
import type { ScimResource } from './resource.js'

export const users: ScimResource<ScimUser> = {
  type: USER,
  answersPatch: 200,
  list: listScimUsers,
  find: findScimUser,
  create: (db, author, given) => provisionUser(db, author, readUser(given)),
  edit: editUser,
  remove: removeUser,
  replace: mergeUser,
  present: presentUser,
  describeVersion: (user) => user,
}
