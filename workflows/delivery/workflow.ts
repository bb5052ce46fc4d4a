import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow'
import { deliverDue } from '../proxies.js'
import { type DeliveriesInput, type DeliveryInput, mailsDueSignal } from './messages.js'
import { deliverPatiently } from './patience.js'

/** Sends an organization's mails in batches; what fails its first try gets a run of its own. */
export async function deliveries(input: DeliveriesInput): Promise<void> {
  let hasNewMails = false
  setHandler(mailsDueSignal, () => {
    hasNewMails = true
  })
  for (;;) {
    hasNewMails = false
    const { failed, nextDueAt } = await deliverDue(input.organizationId)
    for (const outboxId of failed) await startDelivery(input.organizationId, outboxId)
    setCurrentDetails(
      nextDueAt === null ? 'Nothing to send.' : `The next mail is due at ${nextDueAt}.`,
    )
    const canGoOn = () => hasNewMails || workflowInfo().continueAsNewSuggested
    if (nextDueAt === null) await condition(canGoOn)
    else
      await condition(canGoOn, Math.max(Date.parse(nextDueAt) - Date.now(), 1), {
        summary: 'next mail due',
      })
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished)
      await continueAsNew<typeof deliveries>(input)
    }
  }
}

/** A batch may name the same mail again before its own run has taken it up: one run is enough. */
async function startDelivery(organizationId: string, outboxId: string): Promise<void> {
  try {
    await startChild(delivery, {
      workflowId: `delivery/${workflowInfo().workflowId.replace('deliveries/', '')}/${outboxId}`,
      args: [{ organizationId, outboxId }],
      parentClosePolicy: ParentClosePolicy.ABANDON, // it outlives this run's continue-as-new
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** One letter that failed its first try: a day of patience, then given up, never silently. */
export async function delivery(input: DeliveryInput): Promise<void> {
  await deliverPatiently(input)
}
