import { readdirSync, readFileSync } from 'node:fs'
import {
  DefaultLogger,
  type InjectedSinks,
  Runtime,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker'
import type { RunSinks } from '../../workflows/sinks.js'

export interface RecordedHistory {
  workflowId: string
  history: { events: { eventType: string; [attributes: string]: unknown }[] }
}

export const HISTORY_NAMES = readdirSync('test/histories').filter((name) => name.endsWith('.json'))

export function readHistory(name: string): RecordedHistory {
  return JSON.parse(readFileSync(`test/histories/${name}`, 'utf8'))
}

interface Started {
  workflowExecutionStartedEventAttributes?: { workflowType?: { name?: string } }
}

export function readWorkflowType({ history }: RecordedHistory): string | undefined {
  const [started] = history.events as Started[] // every history begins with it
  return started?.workflowExecutionStartedEventAttributes?.workflowType?.name
}

const SINKS: InjectedSinks<RunSinks> = { run: { begun: { fn: () => undefined } } }

/** Once a process, before the first replay. */
export function silenceReplays(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') })
}

/** What the replay stumbled on; undefined when the code takes every step that was recorded. */
export async function replay(
  workflowBundle: WorkflowBundleOption,
  { workflowId, history }: RecordedHistory,
): Promise<Error | undefined> {
  const replayed = Worker.runReplayHistories({ workflowBundle, sinks: SINKS }, [
    { workflowId, history },
  ])
  for await (const { error } of replayed) return error
  return undefined
}
