import { createNewsFamily } from '../news-family.js'
import type { Question } from './questions.js'
import type { SurveyStatus } from './survey.js'

/** What requesters are told of surveys. */
export const SURVEY_NEWS = createNewsFamily({
  survey: { to: 'the ticket’s requester', by: ['inApp', 'mail'] },
})

/** Inputs of the words, as they are when it is read. */
export interface SurveyFacts {
  surveyId: string
  isReminder: boolean
  status: SurveyStatus
  expiresAt: string | null
  ticketNumber: string
  ticketTitle: string
  questions: Question[]
}
