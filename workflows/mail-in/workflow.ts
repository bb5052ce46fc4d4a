import {
  allHandlersFinished,
  condition,
  continueAsNew,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import { type CancelWatch, shielded, watchCancellation } from '../cancellation.js'
import { persist } from '../patience.js'
import { fileMails } from '../proxies.js'
import { refuseCancel, showDetails } from '../refuse-cancel.js'
import { type MailInInput, mailReceivedSignal } from './messages.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/**
 * An organization's mails: files those that came in, tries those again that failed, and sleeps until the next instant of any. It
 * holds nothing, and ends when nothing waits: the next mail starts another.
 */
export async function mailIn(input: MailInInput): Promise<void> {
  const cancel = watchCancellation()
  const next = await shielded(() => fileUntilQuiet(input, cancel))
  if (next !== undefined) await continueAsNew<typeof mailIn>(next)
}

/** Undefined once nothing waits, else what it continues with. */
async function fileUntilQuiet(
  input: MailInInput,
  cancel: CancelWatch,
): Promise<MailInInput | undefined> {
  const { organizationId } = input
  const mustRenew = () => workflowInfo().continueAsNewSuggested || cancel.isRequested()
  let isWoken = false
  setHandler(mailReceivedSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const at = new Date().toISOString() // the workflow's clock
    const { nextDueAt, isCutShort } = await persist(() => fileMails({ organizationId, at }))
    if (mustRenew()) break
    if (isWoken || isCutShort) continue
    if (nextDueAt === null) return undefined
    showDetails(input, `Mails wait to be tried again: the next is due at ${nextDueAt}.`)
    const waitMs = Math.max(Date.parse(nextDueAt) - Date.now(), SHORTEST_WAIT_MS)
    await condition(() => isWoken || mustRenew(), waitMs, { summary: 'next mail due' })
    if (mustRenew()) break
  }
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}
