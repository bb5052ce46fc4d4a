import type { ContractPatch, ContractView } from '../../contracts/contracts.js'
import type { Database } from '../../database/pool.js'
import {
  type ContractOutcome,
  cancelContract,
  changePlan,
  resumeContract,
} from '../../domain/billing/change-contract.js'
import { findContract } from '../../read/billing/contracts.js'
import { auditDifference } from '../resources/audit-difference.js'
import { type Author, type Change, changeAudited } from '../resources/change-facts.js'
import { refuseWith } from '../resources/require.js'
import { describeForAudit } from './create-contract.js'
import {
  type LockedContract,
  requireContract,
  saveContract,
  WAKE_CONTRACTS,
} from './lock-contract.js'
import { requirePaymentMethod, requireTerms } from './require-billing.js'
import { writeIssues } from './write-issues.js'

/** Which contract, as which version of it was read, and when it is changed. */
export interface ContractChange {
  id: string
  ifMatch: number | undefined
  at: string
}

const BILLER = { kind: 'biller' } as const

/**
 * One change of one contract, under its lock and audited as `verb`; what it bills is written with it, and its run told. Asked for what it
 * is already, nothing is written.
 */
function changeContract(
  db: Database,
  author: Author,
  { id, ifMatch, at, verb }: ContractChange & { verb: string },
  work: (change: Change, contract: LockedContract) => Promise<LockedContract>,
): Promise<ContractView> {
  return changeAudited(db, author, async (change) => {
    const contract = await requireContract(change, { id, ifMatch })
    const before = await findContract(change, BILLER, id)
    const changed = await work(change, contract)
    if (changed === contract) return before
    await saveContract(change, changed, at)
    const after = await findContract(change, BILLER, id)
    const audited = { action: `contract.${verb}`, entity: 'contract', entityId: id }
    await auditDifference(change, audited, describeForAudit(before), describeForAudit(after))
    await change.query(WAKE_CONTRACTS, [[id]])
    return after
  })
}

/** Throws what the contract refuses. */
async function carryOut(
  change: Change,
  contract: LockedContract,
  changed: ContractOutcome,
  at: string,
): Promise<LockedContract> {
  if ('refused' in changed) return refuseWith(changed.refused)
  return writeIssues(change, { ...contract, state: changed.state }, changed.issues, at)
}

export function patchContract(
  db: Database,
  author: Author,
  named: ContractChange,
  { paymentMethodId, autoRenew }: ContractPatch,
): Promise<ContractView> {
  return changeContract(db, author, { ...named, verb: 'update' }, async (change, contract) => {
    const { customerId, state } = contract
    const isSame = [contract.paymentMethodId, undefined].includes(paymentMethodId)
    if (isSame && [state.autoRenew, undefined].includes(autoRenew)) return contract
    if (paymentMethodId !== undefined) {
      await requirePaymentMethod(change, customerId, paymentMethodId)
    }
    return {
      ...contract,
      paymentMethodId: paymentMethodId ?? contract.paymentMethodId,
      state: { ...state, autoRenew: autoRenew ?? state.autoRenew },
    }
  })
}

export function changeContractPlan(
  db: Database,
  author: Author,
  named: ContractChange,
  { planId, when }: { planId: string; when: 'now' | 'renewal' },
): Promise<ContractView> {
  return changeContract(db, author, { ...named, verb: 'change_plan' }, async (change, before) => {
    const contract = { ...before, changes: before.changes + 1 }
    const terms = await requireTerms(change, planId)
    const { at } = named
    const changed = changePlan(contract.state, terms, { when, at, nth: contract.changes })
    return carryOut(change, contract, changed, at)
  })
}

export function endContract(
  db: Database,
  author: Author,
  named: ContractChange,
  { at: when, refund }: { at: 'now' | 'period_end'; refund: boolean },
): Promise<ContractView> {
  const { at } = named
  return changeContract(db, author, { ...named, verb: 'cancel' }, (change, contract) =>
    carryOut(change, contract, cancelContract(contract.state, { when, refund, at }), at),
  )
}

export function resumeBilling(
  db: Database,
  author: Author,
  named: ContractChange,
): Promise<ContractView> {
  const { at } = named
  return changeContract(db, author, { ...named, verb: 'resume' }, (change, contract) =>
    carryOut(change, contract, resumeContract(contract.state, at), at),
  )
}
