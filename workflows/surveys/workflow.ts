import { continueAsNew } from '@temporalio/workflow'
import { sendSurveys } from '../proxies.js'
import { type DueWork, workUntilQuiet } from '../work-until-quiet.js'
import { type SurveysInput, surveysPlannedSignal } from './messages.js'

/**
 * An organization's surveys: sends those that are due, reminds, ends them, and sleeps until the next instant of any. It ends when
 * nothing waits: whatever is planned later starts another.
 */
export async function surveys(input: SurveysInput): Promise<void> {
  const due: DueWork = {
    wakeSignal: surveysPlannedSignal,
    work: (at) => sendSurveys({ organizationId: input.organizationId, at }),
    describeWait: (next) => `Surveys wait to be sent or answered: the next step is due at ${next}.`,
    timerSummary: 'next survey due',
  }
  const next = await workUntilQuiet(input, due)
  if (next !== undefined) await continueAsNew<typeof surveys>(next)
}
