import { keptUser, userPatch } from '../../../contracts/kept-users.js'
import { keepUsers } from '../../../write/users/resource.js'
import type { RouteKit } from '../kit.js'
import { deleteResourceRoute } from '../resources/delete.js'
import { patchResourceRoute } from '../resources/patch.js'
import { restoreResourceRoute } from '../resources/restore.js'

/** Nobody is created by this: people register, are imported, or come by single sign-on. */
export function userRoutes(kit: RouteKit): void {
  const routes = {
    resource: keepUsers(kit.deps),
    path: '/admin/users',
    one: 'User',
    view: keptUser,
    patch: userPatch,
  } as const
  for (const addRoute of [patchResourceRoute, deleteResourceRoute, restoreResourceRoute]) {
    addRoute(kit, routes)
  }
}
