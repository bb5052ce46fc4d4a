import type { rules } from '../workflows/index.js'
import { rulesWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Wakes those who ask the rules of an organization when their time has come, or starts them; true when there may be more. */
export function createRulesStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'rules', async (row) => {
    const { organizationId, organizationSlug } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof rules, []>('rules', {
      ...options,
      workflowId: rulesWorkflowId(organizationSlug),
      args: [{ organizationId }],
      signal: 'timesChanged',
      signalArgs: [],
      staticSummary: 'Rules that begin with a time',
    })
  })
}
