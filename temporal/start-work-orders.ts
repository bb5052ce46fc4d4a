import type { workOrder } from '../workflows/index.js'
import { workOrderWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Has the runs of work orders look how these stand, and starts those that are not there; true when there may be more. */
export function createWorkOrderStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'work_order', async (row) => {
    const { organizationId, organizationSlug, ticketId: workOrderId, number } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof workOrder, []>('workOrder', {
      ...options,
      workflowId: workOrderWorkflowId(organizationSlug, number),
      args: [{ organizationId, workOrderId }],
      signal: 'workOrderChanged',
      signalArgs: [],
      staticSummary: `Work order ${number}`,
    })
  })
}
