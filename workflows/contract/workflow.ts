import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { advanceContract, carryPayment } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type ContractInput, contractChangedSignal } from './messages.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/**
 * A contract of a customer: has each period billed and paid, and sleeps until the next. It holds nothing, and ends when nothing is due
 * any more: whatever comes later starts another.
 */
export async function contract(input: ContractInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => billUntilOver(input, cancel))
  if (next !== undefined) await continueAsNew<typeof contract>(next)
}

/** Undefined once nothing is due any more, else what it continues with. */
async function billUntilOver(
  input: ContractInput,
  cancel: CancelWatch,
): Promise<ContractInput | undefined> {
  const { organizationId, contractId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(contractChangedSignal, () => {
    isWoken = true
  })
  while (!mustRenew()) {
    isWoken = false
    const due = { organizationId, contractId, at: now() }
    const advanced = await persist(() => advanceContract(due))
    if (advanced === null) return undefined
    const { payments, nextDueAt, status } = advanced
    for (const paymentId of payments) {
      showDetails(input, `The contract is ${status}: the provider is asked for a payment.`)
      await carryPayment({ organizationId, paymentId, at: now() })
    }
    if (isWoken || payments.length > 0) continue
    if (nextDueAt === null) return undefined
    showDetails(
      input,
      `The contract is ${status}: its next invoice, or try to charge, is due at ${nextDueAt}.`,
    )
    const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
    await condition(() => isWoken || mustRenew(), waitMs, { summary: 'next of a contract' })
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, contractId, ...refused }
}

/** The workflow's clock. */
function now(): string {
  return new Date().toISOString()
}
