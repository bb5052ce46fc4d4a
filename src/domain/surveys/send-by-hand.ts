import { type Refusal, refusal } from '../errors.js'
import type { TicketState } from '../ticket/state.js'
import type { SurveyTrigger } from './schedule.js'
import type { SurveyCancellation } from './survey.js'

/** A survey that somebody wants sent about a ticket, and what that depends on. */
export interface SurveyByHand {
  trigger: SurveyTrigger
  ticket: Pick<TicketState, 'number' | 'status' | 'type'>
  /** One by the same template that is not answered or over; null where there is none. */
  waitingId: string | null
  /** They may use the help desk, and have these mails. */
  isReachable: boolean
  isQuiet: boolean
}

/**
 * Why nobody is to be asked; undefined where the survey may be sent. Whoever sends it has judged whether it fits the ticket:
 * conditions are for what is sent by itself.
 */
export function refuseSurveyByHand(survey: SurveyByHand): Refusal | undefined {
  const { trigger, ticket, waitingId, isReachable, isQuiet } = survey
  if (trigger !== 'manual') {
    const details = { templateId: ['must be of a template whose trigger is manual'] }
    return refusal('validation_failed', 'The template is sent by itself.', details)
  }
  if (ticket.type !== 'ticket' || ticket.status === 'draft') {
    const what = ticket.type === 'ticket' ? 'a draft' : 'a sub-ticket'
    return refusal('invalid_transition', `${ticket.number} is ${what}: nobody is asked about it.`)
  }
  if (waitingId !== null) {
    const why = 'The requester is asked by this template already: wait for the answer.'
    return refusal('already_exists', why, { surveyId: waitingId })
  }
  if (!isReachable) {
    return refuseAsking('The requester may not be written to, or does not want it.', 'unreachable')
  }
  if (!isQuiet) return undefined
  const why = 'The requester was asked not long ago: send it when the quiet period is over.'
  return refuseAsking(why, 'quiet')
}

function refuseAsking(why: string, reason: SurveyCancellation): Refusal {
  return refusal('survey_not_allowed', why, { reason })
}
