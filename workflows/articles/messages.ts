import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface ArticlesInput extends RefusedCancel {
  organizationId: string
}

/** A publication was scheduled, or put off. Many such signals at once are one. */
export const publicationScheduledSignal = defineSignal('publicationScheduled')
