import { defineSignal } from '@temporalio/workflow'

export interface SurveysInput {
  organizationId: string
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

/** Something was planned. Many such signals at once are one. */
export const surveysPlannedSignal = defineSignal('surveysPlanned')
