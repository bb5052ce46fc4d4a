import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface MailInInput extends RefusedCancel {
  organizationId: string
}

/** A mail came in. Many such signals at once are one. */
export const mailReceivedSignal = defineSignal('mailReceived')
