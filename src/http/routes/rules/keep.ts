import { automationRule, newRule, rulePatch } from '../../../contracts/rules.js'
import { automationRules } from '../../../write/rules/resource.js'
import type { RouteKit } from '../kit.js'
import { createResourceRoute } from '../resources/create.js'
import { deleteResourceRoute } from '../resources/delete.js'
import { listResourceRoute } from '../resources/list.js'
import { patchResourceRoute } from '../resources/patch.js'
import { restoreResourceRoute } from '../resources/restore.js'

/** One rule is read with its figures, which are no part of what is kept of it. */
export function ruleRoutes(kit: RouteKit): void {
  const routes = {
    resource: automationRules,
    path: '/admin/automation/rules',
    one: 'Rule',
    many: 'Rules',
    plural: 'rules',
    view: automationRule,
    created: newRule,
    patch: rulePatch,
  } as const
  listResourceRoute(kit, routes)
  createResourceRoute(kit, routes)
  for (const addRoute of [patchResourceRoute, deleteResourceRoute, restoreResourceRoute]) {
    addRoute(kit, routes)
  }
}
