import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { advanceWorkOrder } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type WorkOrderInput, workOrderChangedSignal } from './messages.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/**
 * A work order: has its offers expire, reminds of its visits, announces those that are late, and sleeps until the next of these. It holds
 * nothing, and ends with the work order: whatever comes later starts another.
 */
export async function workOrder(input: WorkOrderInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => followUntilOver(input, cancel))
  if (next !== undefined) await continueAsNew<typeof workOrder>(next)
}

/** Undefined once it is over, else what it continues with. */
async function followUntilOver(
  input: WorkOrderInput,
  cancel: CancelWatch,
): Promise<WorkOrderInput | undefined> {
  const { organizationId, workOrderId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(workOrderChangedSignal, () => {
    isWoken = true
  })
  const mayGoOn = () => isWoken || mustRenew()
  while (!mustRenew()) {
    isWoken = false
    const at = new Date().toISOString() // the workflow's clock
    const advanced = await persist(() => advanceWorkOrder({ organizationId, workOrderId, at }))
    if (isWoken) continue
    if (advanced === null || advanced.isOver) return undefined
    showDetails(input, describe(advanced))
    const { next } = advanced
    if (next === null) await condition(mayGoOn)
    else {
      const waitMs = Math.max(Date.parse(next.at) - Date.now(), SHORTEST_WAIT_MS)
      await condition(mayGoOn, waitMs, { summary: `${next.kind} at ${next.at}` })
    }
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, workOrderId, ...refused }
}

type Advanced = NonNullable<Awaited<ReturnType<typeof advanceWorkOrder>>>

function describe({ number, status, next }: Advanced): string {
  const wait =
    next === null ? 'it waits for what people do' : `\`${next.kind}\` is due at ${next.at}`
  return `**${number}** is ${status}: ${wait}.`
}
