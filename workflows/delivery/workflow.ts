import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  ParentClosePolicy,
  setHandler,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { deliverDue } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type DeliveriesInput, type DeliveryInput, mailsDueSignal } from './messages.js'
import { deliverPatiently } from './patience.js'

/** Sends an organization's letters by one channel in batches; what fails its first try gets a run of its own. */
export async function deliveries(input: DeliveriesInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => deliverBatches(input, cancel))
  await continueAsNew<typeof deliveries>(next)
}

async function deliverBatches(
  input: DeliveriesInput,
  cancel: CancelWatch,
): Promise<DeliveriesInput> {
  const { organizationId, channel = 'mail' } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  showDetails(input, 'It sends what is due.')
  let hasNewLetters = false
  setHandler(mailsDueSignal, () => {
    hasNewLetters = true
  })
  for (;;) {
    hasNewLetters = false
    // while the other side is away it is tried for ever; two at once send only what nobody has claimed
    const batch = await Promise.race([deliverDue(organizationId, channel), cancel.requested])
    if (batch !== undefined) {
      for (const outboxId of batch.failed) await startDelivery(organizationId, outboxId)
      if (!batch.isCutShort) {
        await waitForLetters(input, batch.nextDueAt, () => hasNewLetters || mustRenew())
      }
    }
    if (!mustRenew()) continue
    const refused = await refuseCancel(organizationId, cancel.isRequested())
    await condition(allHandlersFinished)
    const { cancelRefusedAt: _, ...same } = input
    return { ...same, ...refused }
  }
}

/** What became due since the batch was read; a clock that differs from the database's makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

async function waitForLetters(
  input: DeliveriesInput,
  nextDueAt: string | null,
  canGoOn: () => boolean,
): Promise<void> {
  showDetails(input, nextDueAt === null ? 'Nothing to send.' : `The next is due at ${nextDueAt}.`)
  if (nextDueAt === null) return condition(canGoOn)
  const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
  await condition(canGoOn, waitMs, { summary: 'next letter due' })
}

/** A batch may name the same letter again before its own run has taken it up: one run is enough. */
async function startDelivery(organizationId: string, outboxId: string): Promise<void> {
  try {
    await startChild(delivery, {
      workflowId: `delivery/${workflowInfo().workflowId.split('/')[1]}/${outboxId}`,
      args: [{ organizationId, outboxId }],
      parentClosePolicy: ParentClosePolicy.ABANDON, // it outlives this run's continue-as-new
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** A try that a cancelled run had begun is over after this, so that the next run sends nothing beside it. */
const LONGEST_TRY = '1m'

/** One letter that failed its first try: a day of patience, then given up, never silently. */
export async function delivery(input: DeliveryInput): Promise<void> {
  const cancel = watchCancellation()
  const isDone = await shielded(async () => {
    showDetails(input, 'It tries for a day to send one letter.')
    if (input.cancelRefusedAt !== undefined) await sleep(LONGEST_TRY)
    const isOver = deliverPatiently(input).then(() => true)
    return Promise.race([isOver, cancel.requested.then(() => false)])
  })
  if (isDone) return
  const refused = await shielded(() => refuseCancel(input.organizationId, true))
  await continueAsNew<typeof delivery>({ ...input, ...refused })
}
