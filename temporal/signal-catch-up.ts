import type { Client } from '@temporalio/client'
import type { Position } from '../src/domain/ticket/position.js'
import { type RunRef, type StartSettings, workflowStartOptions } from './workflow-start-options.js'

/** For what a run does not know yet; it starts the run if there is none. A second one is harmless. */
export async function signalCatchUp(
  client: Client,
  run: RunRef,
  position: Position,
  settings: StartSettings,
): Promise<void> {
  const options = workflowStartOptions(run, position, settings)
  const { workflowIdConflictPolicy: _implied, ...start } = options
  await client.workflow.signalWithStart(run.family, {
    ...start,
    signal: 'catchUp',
    signalArgs: [],
  })
}
