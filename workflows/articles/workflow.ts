import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { publishArticles } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type ArticlesInput, publicationScheduledSignal } from './messages.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/**
 * An organization's articles: publishes those whose time has come, and sleeps until that of the next. It holds nothing, and ends
 * when nothing waits: whatever is scheduled later starts another.
 */
export async function articles(input: ArticlesInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => publishUntilQuiet(input, cancel))
  if (next !== undefined) await continueAsNew<typeof articles>(next)
}

/** Undefined once nothing waits, else what it continues with. */
async function publishUntilQuiet(
  input: ArticlesInput,
  cancel: CancelWatch,
): Promise<ArticlesInput | undefined> {
  const { organizationId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(publicationScheduledSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const at = new Date().toISOString() // the workflow's clock
    const { nextDueAt, isCutShort } = await persist(() => publishArticles({ organizationId, at }))
    if (mustRenew()) break
    if (isWoken || isCutShort) continue
    if (nextDueAt === null) return undefined
    showDetails(input, `Articles wait for their time: the first is due at ${nextDueAt}.`)
    const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
    await condition(() => isWoken || mustRenew(), waitMs, { summary: 'next publication due' })
    if (mustRenew()) break
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}
