import type { Database } from '../../database/pool.js'
import { isoOrNull } from '../../database/rows.js'
import { assertNever } from '../../domain/assert.js'
import { isOver } from '../../domain/billing/contract.js'
import { findStep } from '../../domain/billing/contract-steps.js'
import { isOrganizationActive } from '../organizations/is-active.js'
import { bySystem, type Change, changeAudited } from '../resources/change-facts.js'
import { auditStanding } from './audit-standing.js'
import { type LockedContract, lockContract, saveContract } from './lock-contract.js'
import { writeIssues } from './write-issues.js'

export interface ContractRef {
  organizationId: string
  contractId: string
}

/** Where a contract stands once all that was due is written; of an inactive organization, nothing is due but what is under way. */
export interface AdvancedContract {
  /** Payments that are under way: each is asked for until its outcome is known. */
  payments: string[]
  nextDueAt: string | null
  status: string
}

/** As many of years that passed meanwhile are billed in one transaction. */
const MOST_STEPS = 20

/** None is begun beside another whose outcome is not known. */
const PAY = `INSERT INTO payment (organization_id, id, contract_id, invoice_id, kind, attempt, payment_method_id, amount, currency,
    status, created_at)
  SELECT $1, uuidv7(), $2, i.id, 'charge', $4, $5, (i.bill->>'total')::bigint, i.bill->>'currency', 'pending', $6
  FROM invoice i WHERE i.organization_id = $1 AND i.id = $3 AND NOT EXISTS (SELECT 1 FROM payment p
    WHERE p.organization_id = $1 AND p.contract_id = $2 AND p.kind = 'charge' AND p.status = 'pending')`

const PENDING = `SELECT id FROM payment
  WHERE organization_id = $1 AND contract_id = $2 AND status = 'pending' ORDER BY id`

const DUE = 'SELECT next_due_at AS at FROM contract WHERE organization_id = $1 AND id = $2'

/**
 * Writes what is due of a contract at an instant: its periods' invoices, and the attempts to have them paid. Harmless to repeat,
 * and for two at once: what was written is not due any more, and no invoice has the reason of another.
 */
export function advanceContract(
  db: Database,
  { organizationId, contractId }: ContractRef,
  at: string,
): Promise<AdvancedContract | undefined> {
  return changeAudited(db, bySystem(organizationId), async (change) => {
    const before = await lockContract(change, contractId)
    if (before === undefined) return undefined
    const isActive = await isOrganizationActive(change)
    const after = isActive ? await carryOutSteps(change, before, at) : before
    if (after !== before) {
      await saveContract(change, after, at)
      await auditStanding(change, contractId, before.state, after.state)
    }
    const payments = await change.query<{ id: string }>(PENDING, [contractId])
    const [due] = await change.query<{ at: Date | null }>(DUE, [contractId])
    const { status, period } = after.state
    const until = isOver(after.state) || period === null ? '' : ` until ${period.to}`
    return {
      payments: payments.map(({ id }) => id),
      nextDueAt: isActive ? isoOrNull(due?.at ?? null) : null,
      status: `${status}${until}`,
    }
  })
}

async function carryOutSteps(
  change: Change,
  before: LockedContract,
  at: string,
): Promise<LockedContract> {
  let contract = before
  for (let n = 0; n < MOST_STEPS; n += 1) {
    const step = findStep(contract.state, at)
    if (step === undefined) return contract
    contract = { ...contract, state: step.state }
    switch (step.kind) {
      case 'issue':
        contract = await writeIssues(change, contract, step.issues, at)
        break
      case 'pay': {
        const { id, paymentMethodId } = contract
        await change.query(PAY, [id, step.invoiceId, step.attempt, paymentMethodId, at])
        break
      }
      default:
        assertNever(step)
    }
  }
  return contract
}
