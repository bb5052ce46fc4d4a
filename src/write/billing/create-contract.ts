import type { ContractBody, ContractView } from '../../contracts/contracts.js'
import type { Database } from '../../database/pool.js'
import { beginContract } from '../../domain/billing/contract.js'
import { findNextDue } from '../../domain/billing/contract-steps.js'
import { refuse } from '../../domain/errors.js'
import { after, before } from '../../domain/time.js'
import { findContract } from '../../read/billing/contracts.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'
import { WAKE_CONTRACTS } from './lock-contract.js'
import { holdCustomer } from './payment-methods.js'
import { requirePaymentMethod, requireTerms } from './require-billing.js'

/** Each period since then is billed, and none is planned for a life. */
const FARTHEST = 'P10Y'

/** Repeating it is harmless: under an id that is there nothing is written. */
const INSERT = `INSERT INTO contract (organization_id, id, customer_id, payment_method_id, status, state, next_due_at, created_at,
    updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING RETURNING id`

export interface ContractCreation {
  id: string
  customerId: string
  at: string
  given: ContractBody
}

/** Its first period begins by its workflow. Throws `not_found`, `plan_not_found`, `payment_method_not_found`. */
export function createContract(
  db: Database,
  author: Author,
  { id, customerId, at, given }: ContractCreation,
): Promise<ContractView> {
  const { planId, startsAt = at, paymentMethodId, quantity, discount, autoRenew } = given
  if (startsAt < before(at, FARTHEST) || startsAt > after(at, FARTHEST)) refuseFar()
  return changeAudited(db, author, async (change) => {
    await holdCustomer(change, customerId)
    await requirePaymentMethod(change, customerId, paymentMethodId)
    const terms = await requireTerms(change, planId)
    const state = beginContract({ terms, startsAt, autoRenew, quantity, discount })
    const kept = [JSON.stringify(state), findNextDue(state), at]
    const values = [id, customerId, paymentMethodId, state.status, ...kept]
    const made = await change.query(INSERT, values)
    const view = await findContract(change, { kind: 'biller' }, id)
    if (made.length > 0) await begin(change, view)
    return view
  })
}

/** What an audit entry says of it: whose it is, by the id alone. */
export function describeForAudit({ customer: _customer, ...contract }: ContractView) {
  return contract
}

async function begin(change: Change, view: ContractView): Promise<void> {
  const { id: entityId } = view
  const shown = describeForAudit(view)
  await change.audit({ action: 'contract.create', entity: 'contract', entityId, after: shown })
  await change.query(WAKE_CONTRACTS, [[entityId]])
}

function refuseFar(): never {
  const why =
    'A contract begins ten years ago, or in ten years, at most: each period since is billed.'
  return refuse('validation_failed', why, { startsAt: ['is too far from now'] })
}
