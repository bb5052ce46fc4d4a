import type { LostRun, SearchDeps } from './lost-run.js'
import { restoreDeliveries, restoreDelivery } from './restore-deliveries.js'
import { reviveLostAttachments } from './revive-attachments.js'
import { signalLostTickets } from './signal-lost-tickets.js'

/** Visibility lags, and a worker that starts may have been away for a night. */
const OVERLAP_MS = 120_000
const FIRST_LOOK_BACK_MS = 24 * 3_600_000
const LIST_WITHIN_MS = 5_000
const ENDED_BY_OTHERS = '("Failed", "Terminated", "TimedOut", "Canceled")'

/** How the runs of a kind are brought back; of what is not named here, nothing waits. */
const RESTORE: Record<string, (deps: SearchDeps, runs: LostRun[]) => Promise<void>> = {
  ticket: signalLostTickets,
  postpone: signalLostTickets,
  approval: signalLostTickets,
  split: signalLostTickets,
  deliveries: restoreDeliveries,
  delivery: restoreDelivery,
  attachment: reviveLostAttachments,
}

/**
 * Brings back, each time it is called, the runs that were terminated or failed since the last time. Bringing one back
 * twice is harmless: it only catches up with its row. A run that was reset is told to catch up by the same.
 */
export function createLostRunSearch(deps: SearchDeps): () => Promise<void> {
  let sinceMs = Date.now() - FIRST_LOOK_BACK_MS
  let known = new Set<string>()
  return async () => {
    const lookedAtMs = Date.now()
    const found = await listLost(deps, sinceMs)
    const fresh = found.filter(({ runId }) => !known.has(runId))
    for (const [type, runs] of groupByType(fresh)) await RESTORE[type]?.(deps, runs)
    known = new Set(found.map(({ runId }) => runId))
    sinceMs = lookedAtMs - OVERLAP_MS
  }
}

async function listLost({ client, taskQueue }: SearchDeps, sinceMs: number): Promise<LostRun[]> {
  const since = new Date(sinceMs).toISOString()
  const query = `ExecutionStatus IN ${ENDED_BY_OTHERS} AND CloseTime >= "${since}" AND TaskQueue = "${taskQueue}"`
  return client.connection.withDeadline(Date.now() + LIST_WITHIN_MS, async () => {
    const found: LostRun[] = []
    for await (const { workflowId, runId } of client.workflow.list({ query })) {
      found.push({ workflowId, runId })
    }
    return found
  })
}

/** The type of a run has the name that its id begins with. */
function groupByType(runs: LostRun[]): Map<string, LostRun[]> {
  const groups = new Map<string, LostRun[]>()
  for (const run of runs) {
    const type = run.workflowId.split('/')[0] ?? ''
    groups.set(type, [...(groups.get(type) ?? []), run])
  }
  return groups
}
