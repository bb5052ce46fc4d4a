import type { webhook } from '../workflows/index.js'
import { webhookWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Has the runs of webhooks look at what is due, and starts those that are not there; true when there may be more. */
export function createWebhookSignaller(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'webhook', async (row) => {
    const { organizationId, organizationSlug, ticketId: webhookId } = row
    await deps.client.workflow.signalWithStart<typeof webhook, []>('webhook', {
      ...commonStartOptions(deps, row),
      workflowId: webhookWorkflowId(organizationSlug, webhookId),
      args: [{ organizationId, webhookId }],
      signal: 'deliveriesDue',
      signalArgs: [],
      staticSummary: `Webhook ${webhookId}`,
    })
  })
}
