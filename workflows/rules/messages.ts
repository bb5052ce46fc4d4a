import { defineSignal } from '@temporalio/workflow'

export interface RulesInput {
  organizationId: string
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

/** A time has come, or another one. Many such signals at once are one. */
export const timesChangedSignal = defineSignal('timesChanged')
