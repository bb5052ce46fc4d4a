import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface RulesInput extends RefusedCancel {
  organizationId: string
}

/** A time has come, or another one. Many such signals at once are one. */
export const timesChangedSignal = defineSignal('timesChanged')
