import { isCancellation, setCurrentDetails, uuid4 } from '@temporalio/workflow'
import type { ScheduledKind } from '../../src/domain/schedule.js'
import {
  beginScheduledRetention,
  beginScheduledSync,
  giveUpReport,
  sendReport,
} from '../proxies.js'

export interface ScheduledInput {
  organizationId: string
  kind?: ScheduledKind
  /** Of a report. */
  savedReportId?: string
}

/** At the admin's own times, or at night. What it begins has a run of its own, as has what somebody asks for; a report it sends. */
export async function scheduled(input: ScheduledInput): Promise<void> {
  const { organizationId, kind, savedReportId } = input
  if (kind === 'report' && savedReportId !== undefined) {
    return mailReport({ organizationId, savedReportId })
  }
  if (kind === 'retention') {
    const begun = await beginScheduledRetention({ organizationId, nightId: uuid4() })
    setCurrentDetails(`Policies that are being carried out: ${begun}.`)
    return
  }
  const hasBegun = await beginScheduledSync({ organizationId, syncId: uuid4() })
  setCurrentDetails(hasBegun ? 'A sync has begun.' : 'One runs already, or none is wanted.')
}

/** All tries are of one run, about one span; after an hour of them it is written down that nothing was mailed. */
async function mailReport(report: { organizationId: string; savedReportId: string }) {
  const run = { ...report, runId: uuid4(), at: new Date().toISOString() }
  setCurrentDetails('The report is being made.')
  try {
    setCurrentDetails(`The report: ${await sendReport(run)}.`)
  } catch (error) {
    if (isCancellation(error)) throw error
    await giveUpReport(run)
    setCurrentDetails('The report could not be made.')
  }
}
