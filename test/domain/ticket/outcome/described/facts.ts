import type { NotificationFacts } from '../../../../../src/domain/ticket/outcome/notification-facts.js'
import type { NotificationType } from '../../../../../src/domain/ticket/outcome/notifications.js'

export const NO_FACTS: NotificationFacts = {
  type: '',
  number: 'T-5',
  title: 'Printer broken',
  parentNumber: null,
  actor: 'Mia',
  event: { type: 'x' },
  texts: {},
  isUndone: false,
  question: null,
  postponed: null,
  people: [],
  assignee: 'Ada',
  department: 'IT',
  duplicateOf: null,
  request: null,
  approval: null,
  reader: { isRequester: false, wasAssignee: false },
}
export const approval = {
  status: 'pending',
  at: 'D0',
  requestedBy: 'Ada',
  details: { reason: 'a pump', amount: 500, currency: 'EUR' },
  awaitsReader: false,
}
export const requester = { isRequester: true, wasAssignee: false }
export const NOTHING = 'There is nothing for you to do.'
export const NOTHING_LEFT = 'There is nothing left for you to do.'

export type Case = [
  type: NotificationType,
  facts: Partial<NotificationFacts>,
  what: string,
  quotes: string[],
  expected: string | null,
]
