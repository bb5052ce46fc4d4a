import type { attachment } from '../workflows/index.js'
import { attachmentWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Starts the workflows of files whose bytes are in; true when there may be more. */
export function createAttachmentStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'attachment', async (row) => {
    const { organizationId, organizationSlug, ticketId: attachmentId } = row
    await deps.client.workflow.start<typeof attachment>('attachment', {
      ...commonStartOptions(deps, row),
      workflowId: attachmentWorkflowId(organizationSlug, attachmentId),
      args: [{ organizationId, attachmentId }],
      staticSummary: `File ${attachmentId}`,
    })
  })
}
