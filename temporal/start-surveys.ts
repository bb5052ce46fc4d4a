import type { surveys } from '../workflows/index.js'
import { surveysWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Wakes those who send an organization's surveys, or starts them; true when there may be more. */
export function createSurveyStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'survey', async (row) => {
    const { organizationId, organizationSlug } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof surveys, []>('surveys', {
      ...options,
      workflowId: surveysWorkflowId(organizationSlug),
      args: [{ organizationId }],
      signal: 'surveysPlanned',
      signalArgs: [],
      staticSummary: 'Surveys',
    })
  })
}
