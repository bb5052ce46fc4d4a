import { keptMacro, macroPatch, newMacro } from '../../../contracts/macros.js'
import { macros } from '../../../write/macros/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function macroRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: macros,
    path: '/admin/macros',
    one: 'Macro',
    many: 'Macros',
    plural: 'macros',
    view: keptMacro,
    created: newMacro,
    patch: macroPatch,
  })
}
