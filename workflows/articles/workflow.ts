import { continueAsNew } from '@temporalio/workflow'
import { embedArticles, publishArticles } from '../proxies.js'
import { type DueWork, workUntilQuiet } from '../work-until-quiet.js'
import { type ArticlesInput, publicationScheduledSignal } from './messages.js'

/**
 * An organization's articles: publishes those whose time has come, has those looked over that are to be, and sleeps until the
 * next instant of any. It ends when nothing waits: whatever is scheduled later starts another.
 */
export async function articles(input: ArticlesInput): Promise<void> {
  const due: DueWork = {
    wakeSignal: publicationScheduledSignal,
    work: (at) => publishAndEmbed({ organizationId: input.organizationId, at }),
    describeWait: (next) => `Articles wait for their time: the first is due at ${next}.`,
    timerSummary: 'next publication due',
  }
  const next = await workUntilQuiet(input, due)
  if (next !== undefined) await continueAsNew<typeof articles>(next)
}

/** An embedding that can't be made is tried again after this, and keeps back no publication. */
const WAIT_AFTER_FAULT_MS = 60_000

async function publishAndEmbed(due: { organizationId: string; at: string }) {
  const { isToEmbed = false, ...done } = await publishArticles(due)
  if (!isToEmbed) return done
  try {
    await embedArticles(due)
    return { ...done, isCutShort: true } // others may wait
  } catch {
    return { ...done, nextDueAt: new Date(Date.parse(due.at) + WAIT_AFTER_FAULT_MS).toISOString() } // the failure stands in the history
  }
}
