import { defineSignal } from '@temporalio/workflow'
import type { LetterChannel } from '../../src/domain/ticket/outcome/channels.js'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface DeliveriesInput extends RefusedCancel {
  organizationId: string
  /** Mails, where it is left out. Each channel has a run of its own, so that none waits for another's server. */
  channel?: Exclude<LetterChannel, 'mail'>
}

export interface DeliveryInput extends RefusedCancel {
  organizationId: string
  outboxId: string
}

/** There are letters in the outbox, mails or others. Many such signals at once are one. */
export const mailsDueSignal = defineSignal('mailsDue')
