import {
  newRetentionPolicy,
  retentionPolicy,
  retentionPolicyPatch,
} from '../../../contracts/retention-policies.js'
import { retentionPolicies } from '../../../write/retention-policies/resource.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'

export function retentionPolicyRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: retentionPolicies,
    path: '/admin/retention_policies',
    one: 'RetentionPolicy',
    many: 'RetentionPolicies',
    plural: 'retention policies',
    view: retentionPolicy,
    created: newRetentionPolicy,
    patch: retentionPolicyPatch,
  })
}
