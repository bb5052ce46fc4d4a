import type { PlanBody, PlanView } from '../../contracts/plans.js'
import { selectInstant } from '../../database/rows.js'
import { requireSlaPolicy } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

/** What is changed here counts for contracts that choose it from now on: those that are there keep their version. */
export const plans: Resource<PlanView, PlanBody> = {
  entity: 'plan',
  noun: 'plan',
  table: 'plan',
  alias: 'p',
  isVersioned: true,
  select: `p.id, p.name, p.price, p.period, p.tax_rate AS "taxRate", p.entitlements, p.overage, p.version,
    ${selectInstant('p.created_at')} AS "createdAt", ${selectInstant('p.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    price: 'price',
    period: 'period',
    taxRate: 'tax_rate',
    entitlements: 'entitlements',
    overage: 'overage',
  },
  judge: async (change, { entitlements }, before) => {
    const slaPolicyId = entitlements?.slaPolicyId
    if (slaPolicyId !== before?.entitlements.slaPolicyId) {
      await requireSlaPolicy(change, slaPolicyId)
    }
    return {}
  },
}
