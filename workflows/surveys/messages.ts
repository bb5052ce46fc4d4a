import { defineSignal } from '@temporalio/workflow'
import type { RefusedCancel } from '../refuse-cancel.js'

export interface SurveysInput extends RefusedCancel {
  organizationId: string
}

/** Something was planned. Many such signals at once are one. */
export const surveysPlannedSignal = defineSignal('surveysPlanned')
