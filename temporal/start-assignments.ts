import type { assignment } from '../workflows/index.js'
import { assignmentWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Of one group many at once are one. */
const AT_ONCE = 64

/** Wakes those who give a group's tickets to its members, or starts them; true when there may be more. */
export function createAssignmentStarter(deps: StartDeps): () => Promise<boolean> {
  const wake = async (row: Parameters<Parameters<typeof createRunStarter>[2]>[0]) => {
    const { organizationId, organizationSlug, ticketId: groupId } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof assignment, []>('assignment', {
      ...options,
      workflowId: assignmentWorkflowId(organizationSlug, groupId),
      args: [{ organizationId, groupId }],
      signal: 'wake',
      signalArgs: [],
      staticSummary: `Queue of the group ${groupId}`,
    })
  }
  return createRunStarter(deps, 'assignment', wake, AT_ONCE)
}
