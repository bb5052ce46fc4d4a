import { OPERATION_FAMILIES } from '../src/domain/operations/operation.js'
import { isDisconnected, isLate } from './failures.js'
import type { LostRun, SearchDeps } from './lost-run.js'
import { restoreDeliveries, restoreDelivery } from './restore-deliveries.js'
import { attachmentRevival, contractRevival, operationRevival, webhookRevival } from './revive.js'
import { signalLostTickets } from './signal-lost-tickets.js'
import { ARTICLE_WAKES } from './wake-articles.js'
import { wakeLostAssignments } from './wake-assignments.js'
import { MAIL_WAKES } from './wake-mail-in.js'
import { wakeLostRules } from './wake-rules.js'
import { SURVEY_WAKES } from './wake-surveys.js'
import { wakeLostWorkOrders } from './wake-work-orders.js'

/** Visibility lags, and a worker that starts may have been away for a night. */
const OVERLAP_MS = 120_000
const FIRST_LOOK_BACK_MS = 24 * 3_600_000
const LIST_WITHIN_MS = 5_000
const PAGE = 500
const ENDED_BY_OTHERS = '("Failed", "Terminated", "TimedOut", "Canceled")'

/** How the runs of a kind are brought back; of what is not named here, nothing waits. */
const RESTORE: Record<string, (deps: SearchDeps, runs: LostRun[]) => Promise<void>> = {
  ticket: signalLostTickets,
  postpone: signalLostTickets,
  approval: signalLostTickets,
  split: signalLostTickets,
  deliveries: restoreDeliveries,
  delivery: restoreDelivery,
  attachment: attachmentRevival.reviveLost,
  assignment: wakeLostAssignments,
  rules: wakeLostRules,
  webhook: webhookRevival.reviveLost,
  surveys: SURVEY_WAKES.wakeLost,
  'mail-in': MAIL_WAKES.wakeLost,
  articles: ARTICLE_WAKES.wakeLost,
  contract: contractRevival.reviveLost,
  'work-order': wakeLostWorkOrders,
  ...Object.fromEntries(
    Object.values(OPERATION_FAMILIES).map((family) => [family, operationRevival.reviveLost]),
  ),
}

/** One list of what ended in a time, page by page. */
interface Listing {
  sinceMs: number
  beganAtMs: number
  /** Where it goes on; empty at its beginning. */
  pageToken: Uint8Array
  found: Set<string>
}

/**
 * Brings back, page by page, the runs that were terminated or failed since the last list; true while there are more.
 * A page that fails is asked for again the next time. Bringing one back twice is harmless: it only catches up with its
 * row. A run that was reset is told to catch up by the same.
 */
export function createLostRunSearch(deps: SearchDeps): () => Promise<boolean> {
  let known = new Set<string>()
  let listing = beginListing(Date.now() - FIRST_LOOK_BACK_MS)
  return async () => {
    if (listing.pageToken.length === 0) listing = beginListing(listing.sinceMs)
    const { runs, nextPageToken } = await listPage(deps, listing).catch((error: unknown) => {
      // what the server does not know any more is listed anew
      if (!isDisconnected(error) && !isLate(error)) listing = beginListing(listing.sinceMs)
      throw error
    })
    const fresh = runs.filter(({ runId }) => !known.has(runId) && !listing.found.has(runId))
    for (const [type, lost] of groupByType(fresh)) await RESTORE[type]?.(deps, lost)
    for (const { runId } of runs) listing.found.add(runId)
    listing.pageToken = nextPageToken
    if (nextPageToken.length > 0) return true
    known = listing.found
    listing = beginListing(listing.beganAtMs - OVERLAP_MS)
    return false
  }
}

function beginListing(sinceMs: number): Listing {
  return { sinceMs, beganAtMs: Date.now(), pageToken: new Uint8Array(), found: new Set() }
}

async function listPage(
  { client, taskQueue }: SearchDeps,
  { sinceMs, pageToken }: Listing,
): Promise<{ runs: LostRun[]; nextPageToken: Uint8Array }> {
  const since = new Date(sinceMs).toISOString()
  const query = `ExecutionStatus IN ${ENDED_BY_OTHERS} AND CloseTime >= "${since}" AND TaskQueue = "${taskQueue}"`
  const { namespace } = client.options
  const page = await client.connection.withDeadline(Date.now() + LIST_WITHIN_MS, () =>
    client.workflowService.listWorkflowExecutions({
      ...{ namespace, query, pageSize: PAGE, nextPageToken: pageToken },
    }),
  )
  const runs = page.executions.flatMap(({ execution }) => {
    const { workflowId, runId } = execution ?? {}
    return workflowId && runId ? [{ workflowId, runId }] : []
  })
  return { runs, nextPageToken: page.nextPageToken ?? new Uint8Array() }
}

/** Runs of one family have one name that their ids begin with. */
function groupByType(runs: LostRun[]): Map<string, LostRun[]> {
  const groups = new Map<string, LostRun[]>()
  for (const run of runs) {
    const type = run.workflowId.split('/')[0] ?? ''
    groups.set(type, [...(groups.get(type) ?? []), run])
  }
  return groups
}
