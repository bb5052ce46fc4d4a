import { continueAsNew } from '@temporalio/workflow'
import { fileMails } from '../proxies.js'
import { type DueWork, workUntilQuiet } from '../work-until-quiet.js'
import { type MailInInput, mailReceivedSignal } from './messages.js'
import { createPolling } from './polling.js'

/**
 * An organization's mails: has its mailboxes read, each on its own so that a slow one holds up nothing, files those that came
 * in, tries those again that failed, and sleeps until the next instant of any. It holds nothing, and ends when nothing waits:
 * the next mail, or mailbox, starts another.
 */
export async function mailIn(input: MailInInput): Promise<void> {
  const { organizationId } = input
  const due: DueWork<Awaited<ReturnType<typeof fileMails>>> = {
    wakeSignal: mailReceivedSignal,
    work: (at) => fileMails({ organizationId, at }),
    describeWait: (next) => `Mails, or mailboxes, are due again at ${next}.`,
    timerSummary: 'next mail due',
    beside: createPolling(organizationId),
  }
  const next = await workUntilQuiet(input, due)
  if (next !== undefined) await continueAsNew<typeof mailIn>(next)
}
