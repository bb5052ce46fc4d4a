import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface AssignmentInput extends RefusedCancel {
  organizationId: string
  groupId: string
}

/** Something waits, or somebody has room. Many such signals at once are one. */
export const wakeSignal = defineSignal('wake')
