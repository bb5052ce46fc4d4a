import { assertNever } from '../assert.js'
import type { Status } from '../ticket/status.js'
import type { SurveyTrigger } from './schedule.js'

/** A survey of an organization. */
export interface SurveyRef {
  organizationId: string
  surveyId: string
}

/** `scheduled`: its mail has not left yet; `sent`: it can be answered. */
export const SURVEY_STATUSES = ['scheduled', 'sent', 'answered', 'expired', 'cancelled'] as const
export type SurveyStatus = (typeof SURVEY_STATUSES)[number]

/**
 * Why nobody is asked: the ticket goes on, they were asked not long ago, they may not or don't want to be written to, or the
 * template was deleted.
 */
export type SurveyCancellation = 'reopened' | 'quiet' | 'unreachable' | 'template_deleted'

/** A ticket as far as a survey depends on it. */
export interface SurveyedTicket {
  status: Status
  version: number
}

/** Whether what a survey is about still holds: a ticket that goes on is asked about when it has ended again. */
export function isStanding(
  trigger: SurveyTrigger,
  version: number,
  ticket: SurveyedTicket | null,
): boolean {
  if (ticket === null || ticket.version !== version) return false
  switch (trigger) {
    case 'closed':
      return ticket.status === 'closed'
    case 'resolved':
      return ticket.status === 'resolved' || ticket.status === 'closed'
    case 'manual':
      return true
    default:
      return assertNever(trigger)
  }
}

/** A survey that is due, and what its next step depends on. */
export interface DueSurvey {
  status: 'scheduled' | 'sent'
  isStanding: boolean
  isTemplateThere: boolean
  /** They may use the help desk, and have these mails. */
  isReachable: boolean
  isQuiet: boolean
  /** null before it was sent. */
  expiresAt: string | null
}

export type SurveyStep =
  | { kind: 'cancel'; reason: SurveyCancellation }
  | { kind: 'send' | 'remind' | 'expire' }

/** What becomes of a survey that is due at an instant. */
export function chooseStep(survey: DueSurvey, at: string): SurveyStep {
  const { status, expiresAt } = survey
  if (status === 'sent' && expiresAt !== null && expiresAt <= at) return { kind: 'expire' }
  if (!survey.isStanding) return { kind: 'cancel', reason: 'reopened' }
  if (status === 'sent') return { kind: 'remind' }
  if (!survey.isTemplateThere) return { kind: 'cancel', reason: 'template_deleted' }
  if (!survey.isReachable) return { kind: 'cancel', reason: 'unreachable' }
  return survey.isQuiet ? { kind: 'cancel', reason: 'quiet' } : { kind: 'send' }
}

/** Whether a survey takes answers: `over` is one that has expired, or asks about what holds no more. */
export type Openness =
  | { kind: 'open'; expiresAt: string }
  | { kind: 'answered'; answeredAt: string }
  | { kind: 'over' }

export interface OpenSurvey {
  status: SurveyStatus
  expiresAt: string | null
  answeredAt: string | null
  isStanding: boolean
}

export function judgeOpenness(survey: OpenSurvey, at: string): Openness {
  const { status, expiresAt, answeredAt } = survey
  if (answeredAt !== null) return { kind: 'answered', answeredAt }
  const isOpen = status === 'sent' && survey.isStanding
  return isOpen && expiresAt !== null && at < expiresAt
    ? { kind: 'open', expiresAt }
    : { kind: 'over' }
}
