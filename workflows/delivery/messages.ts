import { defineSignal } from '@temporalio/workflow'

export interface DeliveriesInput {
  organizationId: string
}

export interface DeliveryInput {
  organizationId: string
  outboxId: string
}

/** There is something in the outbox. Many at once are one. */
export const wakeSignal = defineSignal('wake')
