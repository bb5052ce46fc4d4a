import { type SentSurveys, sendDueSurveys } from '../../src/write/surveys/send-due.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface SurveysDue {
  organizationId: string
  at: string
}

/** Does what is due of an organization's surveys. Harmless to repeat: what was dealt with is due later, or never. */
export function sendSurveysActivity({
  db,
  notifyCommitted,
  onFailed = () => undefined,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted' | 'onFailed'>) {
  return async (due: SurveysDue): Promise<SentSurveys> => {
    const sent = await nonRetryableUnlessTransient(() => sendDueSurveys(db, { ...due, onFailed }))
    notifyCommitted()
    return sent
  }
}
