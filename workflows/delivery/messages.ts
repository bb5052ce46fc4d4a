import { defineSignal } from '@temporalio/workflow'

export interface DeliveriesInput {
  organizationId: string
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

export interface DeliveryInput {
  organizationId: string
  outboxId: string
  cancelRefusedAt?: string
}

/** There are mails in the outbox. Many such signals at once are one. */
export const mailsDueSignal = defineSignal('mailsDue')
