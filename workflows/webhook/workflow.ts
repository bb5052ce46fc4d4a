import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { shielded, watchCancellation } from '../cancellation.js'
import { recordRefusedCancel, webhookWork } from '../proxies.js'
import { deliveriesDueSignal, type WebhookInput } from './messages.js'

/** So that a busy webhook's history stays short: each batch is a dozen events. */
const MOST_BATCHES = 100
/** A clock that differs from the database's makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/** One webhook, from when it is saved until it is deleted: sends what is due, and sleeps until the next. It holds nothing. */
export async function webhook(input: WebhookInput): Promise<void> {
  const cancel = watchCancellation()
  const isOver = await shielded(() => deliver(input, cancel.requested, cancel.isRequested))
  if (isOver) return
  if (cancel.isRequested()) {
    const { workflowId, runId } = workflowInfo()
    const { organizationId } = input
    await shielded(() => recordRefusedCancel({ organizationId, workflowId, runId }))
  }
  await shielded(() => condition(allHandlersFinished))
  await continueAsNew<typeof webhook>(input)
}

/** True where the webhook is there no more, false where the run is to begin anew. */
async function deliver(
  { organizationId, webhookId }: WebhookInput,
  cancelled: Promise<void>,
  isCancelled: () => boolean,
): Promise<boolean> {
  let hasNews = false
  setHandler(deliveriesDueSignal, () => {
    hasNews = true
  })
  for (let batches = 0; batches < MOST_BATCHES; batches += 1) {
    hasNews = false
    setCurrentDetails('It sends what is due.')
    const sending = webhookWork().deliverWebhook(organizationId, webhookId)
    const batch = await Promise.race([sending, cancelled])
    if (batch?.isDeleted === true) return true
    if (isCancelled() || workflowInfo().continueAsNewSuggested) return false
    if (batch === undefined || batch.isCutShort) continue
    await waitUntil(batch.nextDueAt, () => hasNews || isCancelled())
    if (isCancelled()) return false
  }
  return false
}

async function waitUntil(nextDueAt: string | null, canGoOn: () => boolean): Promise<void> {
  const isIdle = nextDueAt === null
  setCurrentDetails(isIdle ? 'Nothing to send.' : `The next is due at ${nextDueAt}.`)
  if (isIdle) return condition(canGoOn)
  const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
  await condition(canGoOn, waitMs, { summary: 'next delivery due' })
}
