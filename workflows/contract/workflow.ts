import { continueAsNew } from '@temporalio/workflow'
import { persist } from '../patience.js'
import { advanceContract, carryPayment } from '../proxies.js'
import { showDetails } from '../refuse-cancel.js'
import { now, runRounds } from '../run-rounds.js'
import { dueAt, showAttributes } from '../show-attributes.js'
import { type ContractInput, contractChangedSignal } from './messages.js'

/**
 * A contract of a customer: has each period billed and paid, and sleeps until the next. It holds nothing, and ends when nothing is due
 * any more: whatever comes later starts another.
 */
export async function contract(input: ContractInput): Promise<void> {
  const { organizationId, contractId } = input
  const next = await runRounds(input, contractChangedSignal, async (run) => {
    const due = { organizationId, contractId, at: now() }
    const advanced = await persist(() => advanceContract(due))
    if (advanced === null) return 'last'
    const { payments, nextDueAt, status } = advanced
    showAttributes([dueAt(nextDueAt)])
    for (const paymentId of payments) {
      showDetails(input, `The contract is ${status}: the provider is asked for a payment.`)
      await carryPayment({ organizationId, paymentId, at: now() })
    }
    if (run.isWoken() || payments.length > 0) return 'more'
    if (nextDueAt === null) return 'last'
    const wait = `its next invoice, or try to charge, is due at ${nextDueAt}`
    showDetails(input, `The contract is ${status}: ${wait}.`)
    await run.waitUntil(nextDueAt, 'next of a contract')
    return 'more'
  })
  if (next !== undefined) await continueAsNew<typeof contract>(next)
}
