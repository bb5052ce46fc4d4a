import type { mailIn } from '../workflows/index.js'
import { mailInWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Wakes those who file an organization's mails, or starts them; true when there may be more. */
export function createMailInStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'mail_in', async (row) => {
    const { organizationId, organizationSlug } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof mailIn, []>('mailIn', {
      ...options,
      workflowId: mailInWorkflowId(organizationSlug),
      args: [{ organizationId }],
      signal: 'mailReceived',
      signalArgs: [],
      staticSummary: 'Mail in',
    })
  })
}
