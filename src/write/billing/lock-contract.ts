import type { ContractState } from '../../domain/billing/contract.js'
import { findNextDue } from '../../domain/billing/contract-steps.js'
import { refuseMissing } from '../../domain/errors.js'
import { staleVersion } from '../../domain/organization/refusals.js'
import type { Change } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'

export interface LockedContract {
  id: string
  customerId: string
  paymentMethodId: string
  state: ContractState
  /** How many changes of its plan there were. */
  changes: number
  version: number
}

const LOCK = `SELECT id, customer_id AS "customerId", payment_method_id AS "paymentMethodId", state, changes, version
  FROM contract WHERE organization_id = $1 AND id = $2 FOR UPDATE`

/** It stays as it is until the commit; undefined where there is none. */
export async function lockContract(
  { query }: Pick<Change, 'query'>,
  id: string,
): Promise<LockedContract | undefined> {
  const [row] = await query<LockedContract>(LOCK, [id])
  return row
}

/** Throws `not_found`, and `revision_mismatch` when another version was read than is there. */
export async function requireContract(
  change: Change,
  { id, ifMatch }: { id: string; ifMatch?: number | undefined },
): Promise<LockedContract> {
  const contract = await lockContract(change, id)
  if (contract === undefined) return refuseMissing('contract')
  if (ifMatch !== undefined && ifMatch !== contract.version) {
    refuseWith(staleVersion(contract.version))
  }
  return contract
}

/** A payment that is under way is due at once: whoever finds it so has its run look. */
const SAVE = `UPDATE contract SET state = $3, status = $4, changes = $5, payment_method_id = $6, version = version + 1,
    updated_at = $7, next_due_at = coalesce((SELECT min(p.created_at) FROM payment p
      WHERE p.organization_id = $1 AND p.contract_id = $2 AND p.status = 'pending'), $8::timestamptz)
  WHERE organization_id = $1 AND id = $2`

export async function saveContract(
  { query }: Pick<Change, 'query'>,
  { id, state, changes, paymentMethodId }: LockedContract,
  at: string,
): Promise<void> {
  const stored = JSON.stringify(state)
  const due = findNextDue(state)
  await query(SAVE, [id, stored, state.status, changes, paymentMethodId, at, due])
}

/** Has the runs of contracts `$2` of the organization `$1` look at what is due. */
export const WAKE_CONTRACTS = `INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
  SELECT uuidv7(), $1, 'contract', id, '{}', clock_timestamp(), clock_timestamp() FROM unnest($2::uuid[]) AS named (id)`
