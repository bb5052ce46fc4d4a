import { defineSignal } from '@temporalio/workflow'

export interface MailInInput {
  organizationId: string
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

/** A mail came in. Many such signals at once are one. */
export const mailReceivedSignal = defineSignal('mailReceived')
