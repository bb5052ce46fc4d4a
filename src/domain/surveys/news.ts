import type { NotificationChannel } from '../ticket/outcome/notification-types.js'
import type { Question } from './questions.js'
import type { SurveyStatus } from './survey.js'

/** What requesters are told of surveys. */
export const SURVEY_NEWS = {
  survey: { to: 'the ticket’s requester', by: ['inApp', 'mail'] },
} as const satisfies Record<string, { to: string; by: readonly NotificationChannel[] }>

export type SurveyNewsType = keyof typeof SURVEY_NEWS
export const SURVEY_NEWS_TYPES = Object.keys(SURVEY_NEWS) as SurveyNewsType[] // the keys of that very object

export function isSurveyNewsType(type: string): type is SurveyNewsType {
  return Object.hasOwn(SURVEY_NEWS, type)
}

/** The types that go by a channel; their readers may turn each off. */
export function listSurveyNews(channel: NotificationChannel): SurveyNewsType[] {
  return SURVEY_NEWS_TYPES.filter((type) => SURVEY_NEWS[type].by.some((one) => one === channel))
}

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
