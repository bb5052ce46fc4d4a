import { defineSignal } from '@temporalio/workflow'

export interface WebhookInput {
  organizationId: string
  webhookId: string
}

/** There is something to send, or nothing any more. Many such signals at once are one. */
export const deliveriesDueSignal = defineSignal('deliveriesDue')
