import type { Deadline, DeadlineKind } from './deadline.js'

export interface DueDeadline extends Deadline {
  kind: DeadlineKind
}

/** A repeated firing has the same id, so that it is one command; each repeat of a reminder is one of its own. */
export function systemCommandId(workflowId: string, { kind, seq, n = 1 }: DueDeadline): string {
  return `${workflowId}/${kind}/${seq}/${n}`
}
