import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface ContractInput extends RefusedCancel {
  organizationId: string
  contractId: string
}

/** It was changed, or something is due. Many such signals at once are one. */
export const contractChangedSignal = defineSignal('contractChanged')
