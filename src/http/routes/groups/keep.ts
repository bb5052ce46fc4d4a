import { group, groupPatch, newGroup } from '../../../contracts/groups.js'
import { groups } from '../../../write/groups/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function groupRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: groups,
    path: '/admin/groups',
    one: 'Group',
    many: 'Groups',
    plural: 'groups',
    view: group,
    created: newGroup,
    patch: groupPatch,
  })
}
