import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface WorkOrderInput extends RefusedCancel {
  organizationId: string
  workOrderId: string
}

/** It was changed, or something is due. Many such signals at once are one. */
export const workOrderChangedSignal = defineSignal('workOrderChanged')
