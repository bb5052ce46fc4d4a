import type { Person } from '../../src/domain/people.js'
import { SURVEY_NEWS, type SurveyFacts } from '../../src/domain/surveys/news.js'
import type { Addressed } from './addressed.js'

/** A survey, or the reminder of one. */
export interface SurveyLetter {
  kind: 'survey'
  to: Addressed
  facts: SurveyFacts
}

/** As much of a row as says whether it is one. */
interface SurveyRow extends Addressed {
  type: string | null
  survey: SurveyFacts | null
  reader: Person | null
  isWanted: boolean
}

/** One that was answered meanwhile asks nobody any more. */
export function readSurveyNews({ type, survey: facts, reader, ...to }: SurveyRow): SurveyLetter[] {
  if (facts === null || type === null || !SURVEY_NEWS.has(type)) return []
  const isMeant = to.isWanted && reader !== null && facts.status === 'sent'
  return isMeant ? [{ kind: 'survey', to, facts }] : []
}
