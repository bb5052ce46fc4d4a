import type { ApprovalStep } from '../../../../../src/domain/approval/step.js'
import type { Language } from '../../../../../src/domain/language.js'
import type {
  ApprovalFacts,
  NotificationFacts,
} from '../../../../../src/domain/ticket/outcome/notification-facts.js'
import {
  type NotificationType,
  TICKET_NEWS,
} from '../../../../../src/domain/ticket/outcome/notification-types.js'
import { PHRASES } from '../../../../../src/domain/ticket/outcome/phrases/index.js'
import type { Say } from '../../../../../src/domain/ticket/outcome/say.js'
import { participant, person, ticketIn } from '../../../../support/tickets.js'

/** A language's sentences with instants, amounts and durations that can be told apart. */
export function sayIn(language: Language): Say {
  return {
    phrases: PHRASES[language],
    at: (instant) => `<${instant}>`,
    amount: (n, c) => `${n} ${c}`,
    duration: (iso) => `<${iso}>`,
  }
}

/** Who is told: `me` of the facts. */
export const ME = person('me', { roles: ['requester', 'agent', 'approver'] })

export const NO_FACTS: NotificationFacts = {
  type: '',
  number: 'T-5',
  title: 'Printer broken',
  parentNumber: null,
  actor: 'Mia',
  actorKind: 'user',
  event: { type: 'x' },
  texts: {},
  message: null,
  file: null,
  viewed: ticketIn('open', { participants: [participant('me', ['participant'])] }),
  isAsked: false,
  isUndone: false,
  wasTold: true,
  question: null,
  postponed: null,
  people: [],
  assignee: 'Ada',
  department: 'IT',
  duplicateOf: null,
  request: null,
  approval: null,
  dueAt: null,
  reader: { id: 'me', isRequester: false, wasAssignee: false, isAssignee: false },
  now: { at: '2026-01-02', status: 'open', dueAt: null },
}
const step: ApprovalStep = {
  name: 'CEO',
  status: 'pending',
  at: 'D0',
  mode: 'all',
  approvers: ['me', 'you'],
  delegates: [],
  escalated: [],
  escalateTo: [],
  barred: [],
  remindEvery: null,
  escalateAfter: null,
  decisions: [],
}
export const approval: ApprovalFacts = {
  status: 'pending',
  at: 'D0',
  requestedBy: 'Ada',
  details: { reason: 'a pump', amount: 500, currency: 'EUR' },
  steps: [step],
}
const mine = { by: 'me', for: 'me', at: 'D0', approved: true }
/** The reader has decided, and others have not. */
export const halfDecided: ApprovalFacts = { ...approval, steps: [{ ...step, decisions: [mine] }] }
export const undecidable: ApprovalFacts = {
  ...approval,
  steps: [{ ...step, barred: ['me', 'you'] }],
}
export const requester = { ...NO_FACTS.reader, isRequester: true }
export const assignee = { ...NO_FACTS.reader, isAssignee: true }
export const NOTHING = 'There is nothing for you to do.'
export const NOTHING_LEFT = 'There is nothing left for you to do.'

export type Case = [
  type: NotificationType,
  facts: Partial<NotificationFacts>,
  what: string,
  quotes: string[],
  expected: string | null,
]

/** As it is where what it asks for is still awaited. */
export function factsAt(
  type: NotificationType,
  facts: Partial<NotificationFacts>,
): NotificationFacts {
  const now = { ...NO_FACTS.now, ...facts.now }
  const [status = now.status] = TICKET_NEWS.kinds[type].awaitedIn ?? []
  return { ...NO_FACTS, type, ...facts, now: { ...now, status } }
}
