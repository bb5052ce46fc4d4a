import { defineSignal } from '@temporalio/workflow'

export interface AssignmentInput {
  organizationId: string
  groupId: string
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

/** Something waits, or somebody has room. Many such signals at once are one. */
export const wakeSignal = defineSignal('wake')
