import type { contract } from '../workflows/index.js'
import { contractWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Has the runs of contracts look at what is due, and starts those that are not there; true when there may be more. */
export function createContractStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'contract', async (row) => {
    const { organizationId, organizationSlug, ticketId: contractId } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof contract, []>('contract', {
      ...options,
      workflowId: contractWorkflowId(organizationSlug, contractId),
      args: [{ organizationId, contractId }],
      signal: 'contractChanged',
      signalArgs: [],
      staticSummary: `Contract ${contractId}`,
    })
  })
}
