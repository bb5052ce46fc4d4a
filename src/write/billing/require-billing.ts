import type { PlanView } from '../../contracts/plans.js'
import type { Terms } from '../../domain/billing/plan.js'
import { refusal } from '../../domain/errors.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'

const TERMS = `SELECT v.definition FROM plan p JOIN resource_version v
    ON v.organization_id = $1 AND v.entity = 'plan' AND v.entity_id = p.id AND v.version = p.version
  WHERE p.organization_id = $1 AND p.id = $2 AND p.deleted_at IS NULL`

/** A plan as it is now, for good. Throws `plan_not_found`. */
export async function requireTerms({ query }: Change, planId: string): Promise<Terms> {
  const [row] = await query<{ definition: PlanView }>(TERMS, [planId])
  if (row === undefined) {
    refuseWith(refusal('plan_not_found', `There is no such plan: ${planId}.`, { plan: [planId] }))
  }
  const { id, version, name, price, period, taxRate, entitlements, overage } = row.definition
  return { planId: id, planVersion: version, name, price, period, taxRate, entitlements, overage }
}

const METHOD = `SELECT 1 FROM payment_method
  WHERE organization_id = $1 AND customer_id = $2 AND id = $3 AND deleted_at IS NULL`

/** One of the customer's own. Throws `payment_method_not_found`. */
export async function requirePaymentMethod(
  { query }: Change,
  customerId: string,
  id: string,
): Promise<void> {
  if ((await query(METHOD, [customerId, id])).length > 0) return
  const why = `The customer has no such payment method: ${id}.`
  refuseWith(refusal('payment_method_not_found', why, { paymentMethod: [id] }))
}
