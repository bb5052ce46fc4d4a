import { OPERATION_FAMILIES, type OperationKind } from '../src/domain/operations/operation.js'
import type { operation } from '../workflows/index.js'
import { operationWorkflowId } from './ids.js'
import { commonStartOptions, createRunStarter, type StartDeps } from './start-runs.js'

const FIND = 'SELECT kind FROM operation WHERE organization_id = $1 AND id = $2'

/** Starts the workflows of work that takes its time; true when there may be more. */
export function createOperationStarter(deps: StartDeps): () => Promise<boolean> {
  return createRunStarter(deps, 'operation', async (row) => {
    const { organizationId, organizationSlug, ticketId: operationId } = row
    const [found] = await deps.db
      .of(organizationId)
      .query<{ kind: OperationKind }>(FIND, [operationId])
    if (found === undefined) return
    const family = OPERATION_FAMILIES[found.kind]
    await deps.client.workflow.start<typeof operation>('operation', {
      ...commonStartOptions(deps, row),
      workflowId: operationWorkflowId(family, organizationSlug, operationId),
      args: [{ organizationId, operationId }],
      staticSummary: found.kind.replace('_', ' '),
    })
  })
}
