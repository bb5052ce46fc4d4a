import { defineSignal } from '@temporalio/workflow'

export interface ArticlesInput {
  organizationId: string
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

/** A publication was scheduled, or put off. Many such signals at once are one. */
export const publicationScheduledSignal = defineSignal('publicationScheduled')
