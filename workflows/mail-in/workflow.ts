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
import { createPolling } from './polling.js'

/** A clock that differs from another makes no loop without a pause. */
const SHORTEST_WAIT_MS = 1_000

/**
 * An organization's mails: has its mailboxes read, each on its own so that a slow one holds up nothing, files those that came
 * in, tries those again that failed, and sleeps until the next instant of any. It holds nothing, and ends when nothing waits:
 * the next mail, or mailbox, starts another.
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
  const polling = createPolling(organizationId, () => {
    isWoken = true
  })
  setHandler(mailReceivedSignal, () => {
    isWoken = true
  })
  for (;;) {
    isWoken = false
    const at = new Date().toISOString() // the workflow's clock
    const filed = await persist(() => fileMails({ organizationId, at }))
    const { nextDueAt, isCutShort, mailboxesDue = [] } = filed // those before mailboxes name none
    if (mustRenew()) break
    polling.begin(mailboxesDue)
    if (isWoken || isCutShort) continue
    if (nextDueAt === null && polling.isIdle()) return undefined
    showDetails(input, describe(nextDueAt))
    const isOver = () => isWoken || mustRenew()
    if (nextDueAt === null) await condition(isOver)
    else await condition(isOver, waitUntil(nextDueAt), { summary: 'next mail due' })
    if (mustRenew()) break
  }
  await condition(polling.isIdle)
  const refused = await refuseCancel(organizationId, cancel.isRequested())
  await condition(allHandlersFinished)
  return { organizationId, ...refused }
}

function waitUntil(instant: string): number {
  return Math.max(Date.parse(instant) - Date.now(), SHORTEST_WAIT_MS)
}

function describe(nextDueAt: string | null): string {
  return nextDueAt === null
    ? 'Its mailboxes are being read.'
    : `Mails, or mailboxes, are due again at ${nextDueAt}.`
}
