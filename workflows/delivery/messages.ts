import { defineSignal } from '@temporalio/workflow'

export interface DeliveriesInput {
  organizationId: string
}

export interface DeliveryInput {
  organizationId: string
  outboxId: string
}

/** There are mails in the outbox. Many such signals at once are one. */
export const mailsDueSignal = defineSignal('mailsDue')
