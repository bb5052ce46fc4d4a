import { randomUUID } from 'node:crypto'
import type { Client, WorkflowHandle } from '@temporalio/client'
import { openTemporal } from '../../temporal/client.js'
import { workflowId } from '../../temporal/ids.js'
import { SEARCH_ATTRIBUTES } from '../../workflows/search-attributes.js'
import type { World } from './world.js'

export function connectTemporal(world: World): Client {
  return openTemporal(world.config.temporal)
}

export function ticketWorkflowId(world: World, number: string): string {
  return workflowId('ticket', `demo-${world.suffix}`, number)
}

/** What operators can find the run by now. */
export async function readSearchAttributes(run: WorkflowHandle): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await run.describe()
  const own = new Set(SEARCH_ATTRIBUTES.map(({ name }) => name))
  const known = typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value] as const)
  return Object.fromEntries(known.filter(([name]) => own.has(name)))
}

/** Moves one workflow's own clock; PostgreSQL and the API stay where they are. */
export async function fastForward(
  client: Client,
  workflowId: string,
  seconds: number,
): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace: client.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        fastForwardConfig: { id: randomUUID(), duration: { seconds: seconds as never } }, // a Long takes numbers
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  })
}

export const DAY = 86_400
