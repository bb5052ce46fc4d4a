import { newPlan, plan, planPatch } from '../../../contracts/plans.js'
import { plans } from '../../../write/billing/plans.js'
import type { RouteKit } from '../kit.js'
import { addResourceRoutes } from '../resources/register.js'
import { BILLING, BILLING_TAGS } from './kit.js'

export function planRoutes(kit: RouteKit): void {
  addResourceRoutes(kit, {
    resource: plans,
    path: '/plans',
    access: BILLING,
    readers: BILLING,
    tags: BILLING_TAGS,
    one: 'Plan',
    many: 'Plans',
    plural: 'plans',
    view: plan,
    created: newPlan,
    patch: planPatch,
  })
}
