import { continueAsNew } from '@temporalio/workflow'
import { shielded, watchCancellation } from '../cancellation.js'
import { publishArticles } from '../proxies.js'
import { type DueWork, workUntilQuiet } from '../work-until-quiet.js'
import { type ArticlesInput, publicationScheduledSignal } from './messages.js'

/**
 * An organization's articles: publishes those whose time has come, has those looked over that are to be, and sleeps until the
 * next instant of any. It ends when nothing waits: whatever is scheduled later starts another.
 */
export async function articles(input: ArticlesInput): Promise<void> {
  const cancel = watchCancellation()
  const due: DueWork = {
    wakeSignal: publicationScheduledSignal,
    work: (at) => publishArticles({ organizationId: input.organizationId, at }),
    describeWait: (next) => `Articles wait for their time: the first is due at ${next}.`,
    timerSummary: 'next publication due',
  }
  const next = await shielded(() => workUntilQuiet(input, cancel, due))
  if (next !== undefined) await continueAsNew<typeof articles>(next)
}
