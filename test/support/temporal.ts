import { randomUUID } from 'node:crypto'
import type { Client } from '@temporalio/client'
import { openTemporal } from '../../temporal/client.js'
import { workflowId } from '../../temporal/ids.js'
import type { World } from './world.js'

export function connectTemporal(world: World): Client {
  const { temporalAddress: address, temporalNamespace: namespace } = world.config
  return openTemporal({ address, namespace })
}

export function ticketWorkflowId(world: World, number: string): string {
  return workflowId('ticket', `demo-${world.suffix}`, number)
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
