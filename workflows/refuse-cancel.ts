import { setCurrentDetails, workflowInfo } from '@temporalio/workflow'
import { describeRefusedCancel } from './cancellation.js'
import { recordRefusedCancel } from './proxies.js'

/** What a run that serves an organization for good hands on to the next. */
export interface RefusedCancel {
  /** When an operator's request to cancel the run before this one was refused. */
  cancelRefusedAt?: string
}

/** Records that the run goes on though it was asked to end; nothing where nobody has asked. */
export async function refuseCancel(
  organizationId: string,
  isRequested: boolean,
): Promise<RefusedCancel> {
  if (!isRequested) return {}
  const { workflowId, runId } = workflowInfo()
  await recordRefusedCancel({ organizationId, workflowId, runId })
  return { cancelRefusedAt: new Date().toISOString() }
}

/** Says where the run stands, and that it was not cancelled. */
export function showDetails({ cancelRefusedAt }: RefusedCancel, sentence: string): void {
  const note = cancelRefusedAt === undefined ? '' : ` ${describeRefusedCancel(cancelRefusedAt)}`
  setCurrentDetails(sentence + note)
}
