import type { DomainEventName } from '../events/domain-event.js'
import type { Status } from '../ticket/status.js'
import type { SurveyTrigger } from './schedule.js'

/** After these a ticket may go on that a survey was meant to ask about. */
const TAKES_BACK: readonly DomainEventName[] = [
  'ticket.reopened',
  'ticket.undone',
  'ticket.rework_requested',
]
const ENDS: readonly DomainEventName[] = ['ticket.resolved', 'ticket.closed']

export const CONCERNS_SURVEYS: readonly DomainEventName[] = [...TAKES_BACK, ...ENDS]

export function takesBack(name: DomainEventName): boolean {
  return TAKES_BACK.includes(name)
}

/** What an event sets off; one that verifies the work and closes the ticket at once does both. */
export function listTriggers(
  name: DomainEventName,
  { from, to }: { from: Status | null; to: Status },
): SurveyTrigger[] {
  if (!ENDS.includes(name)) return []
  const triggers: SurveyTrigger[] = []
  if (name === 'ticket.resolved') triggers.push('resolved')
  if (to === 'closed' && from !== 'closed') triggers.push('closed')
  return triggers
}
