import { newSlaPolicy, slaPolicy, slaPolicyPatch } from '../../../contracts/sla-policies.js'
import { slaPolicies } from '../../../write/sla-policies/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function slaPolicyRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: slaPolicies,
    path: '/admin/sla_policies',
    one: 'SlaPolicy',
    many: 'SlaPolicies',
    plural: 'SLA policies',
    view: slaPolicy,
    created: newSlaPolicy,
    patch: slaPolicyPatch,
  })
}
