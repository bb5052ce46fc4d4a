import { uuid4 } from '@temporalio/workflow'
import type { ScheduledKind } from '../../src/domain/schedule.js'
import { shielded } from '../cancellation.js'
import {
  beginScheduledRetention,
  beginScheduledSync,
  giveUpReport,
  sendReport,
} from '../proxies.js'
import { type Account, openAccount } from './account.js'

export interface ScheduledInput {
  organizationId: string
  kind?: ScheduledKind
  /** Of a report. */
  savedReportId?: string
}

/** At the admin's own times, or at night. What it begins has a run of its own, as has what somebody asks for; a report it sends. */
export async function scheduled(input: ScheduledInput): Promise<void> {
  const account = openAccount(input.organizationId)
  await shielded(() => begin(input, account))
  await account.settle()
}

async function begin(input: ScheduledInput, { say }: Account): Promise<void> {
  const { organizationId, kind, savedReportId } = input
  if (kind === 'report' && savedReportId !== undefined) {
    return mailReport({ organizationId, savedReportId }, say)
  }
  if (kind === 'retention') {
    const begun = await beginScheduledRetention({ organizationId, nightId: uuid4() })
    return say(`Policies that are being carried out: ${begun}.`)
  }
  const hasBegun = await beginScheduledSync({ organizationId, syncId: uuid4() })
  say(hasBegun ? 'A sync has begun.' : 'One runs already, or none is wanted.')
}

/** All tries are of one run, about one span; after an hour of them it is written down that nothing was mailed. */
async function mailReport(
  report: { organizationId: string; savedReportId: string },
  say: Account['say'],
): Promise<void> {
  const run = { ...report, runId: uuid4(), at: new Date().toISOString() }
  say(`The report of ${run.at} is being made.`)
  try {
    say(`The report of ${run.at}: ${await sendReport(run)}.`)
  } catch {
    await giveUpReport(run) // the failure stands in the history
    say(`The report of ${run.at} could not be made.`)
  }
}
