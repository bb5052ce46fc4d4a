import { defineSignal } from '@temporalio/workflow'
import type { LetterChannel } from '../../src/domain/ticket/outcome/channels.js'

export interface DeliveriesInput {
  organizationId: string
  /** Mails, where it is left out. Each channel has a run of its own, so that none waits for another's server. */
  channel?: Exclude<LetterChannel, 'mail'>
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

export interface DeliveryInput {
  organizationId: string
  outboxId: string
  cancelRefusedAt?: string
}

/** There are letters in the outbox, mails or others. Many such signals at once are one. */
export const mailsDueSignal = defineSignal('mailsDue')
