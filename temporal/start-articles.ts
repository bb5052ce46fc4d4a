import type { articles } from '../workflows/index.js'
import { articlesWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

/** Wakes whoever publishes an organization's articles, or starts them; true when there may be more. */
export function createArticleStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'article', async (row) => {
    const { organizationId, organizationSlug } = row
    const { workflowIdConflictPolicy: _implied, ...options } = commonStartOptions(deps, row)
    await deps.client.workflow.signalWithStart<typeof articles, []>('articles', {
      ...options,
      workflowId: articlesWorkflowId(organizationSlug),
      args: [{ organizationId }],
      signal: 'publicationScheduled',
      signalArgs: [],
      staticSummary: 'Articles',
    })
  })
}
