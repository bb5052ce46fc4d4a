import { commandRule, isCommandName } from '../../commands/index.js'
import type { RequestKind } from '../../requests.js'
import type { ApprovalFacts, NotificationFacts, Quote, Say, Words } from '../notification-facts.js'
import { by, since } from './instants.js'

const REQUEST_WORDS: Record<RequestKind, string> = {
  reopen: 'to reopen it',
  sub_ticket: 'for a sub-ticket',
  postpone: 'to postpone it',
}

const NOTHING_TO_DECIDE = 'There is nothing left for you to decide.'

/** Requests, approvals, people, clocks, and what is taken back. */
export const DECISION_WORDS = {
  request_raised: ({ actor, request, texts }) => ({
    what: `${actor} asks ${nameRequest(request)}.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: 'Please grant or decline it.',
  }),
  request_decided: ({ actor, event, request, texts }) => ({
    what: `${actor} ${event.type === 'decline_request' ? 'declined' : 'granted'} your request ${nameRequest(request)}.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
  }),
  request_cancelled: ({ actor, request }) => ({
    what: `${actor} has moved the ticket on: your request ${nameRequest(request)} can’t be granted any more.`,
  }),
  participants_changed: ({ actor, event, people, texts }) => ({
    what: `${actor} ${event.type.startsWith('add_') ? 'added' : 'removed'} ${people.join(', ')}.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
  }),
  approval_requested: ({ approval, event }, say) => ({
    what: `${approval?.requestedBy} asks for your approval${sayAmount(approval, say)}.`,
    quotes: quoteAsking(approval),
    expected: askToDecide(event, say),
  }),
  approval_reminder: ({ approval, event }, say) => {
    const isUndecidable = event.undecidable != null && approval?.awaitsReader !== true
    return {
      what: `${approval?.requestedBy} has waited for ${isUndecidable ? 'an' : 'your'} approval${sayAmount(approval, say)}${since(approval?.at, say)}.`,
      quotes: quoteAsking(approval),
      expected: isUndecidable
        ? `Nobody may decide the step ${event.undecidable}: reassign or close the ticket, which cancels the approval.`
        : askToDecide(event, say),
    }
  },
  approval_decided: ({ actor, approval, texts }) => ({
    what: `The approval is ${approval?.status}: ${actor} had the last word.`,
    quotes: [{ label: 'Comment', text: approval?.details == null ? null : texts.comment }],
    expected: 'Work goes on.',
  }),
  approval_cancelled: ({ actor }) => ({
    what: `${actor} has moved the ticket on: the approval that was asked of you is cancelled.`,
    expected: NOTHING_TO_DECIDE,
  }),
  sla_warning: ({ event }, say) => ({
    what: `${nameClock(event)} is due${by(event.dueAt, say)}.`,
    expected: 'Please see to it in time.',
  }),
  sla_breached: ({ event }, say) => ({
    what: `${nameClock(event)} was due${by(event.dueAt, say)}.`,
    expected: 'Please see to it now.',
  }),
  action_undone: ({ actor, event, approval }) => ({
    what: `${actor} took back that it was ${nameAction(event)}.`,
    expected:
      approval?.awaitsReader === true
        ? 'It waits for your approval again.'
        : 'All is as it was before.',
  }),
} satisfies Record<string, (facts: NotificationFacts, say: Say) => Words>

/** One that an undo has revived is found no more among the overtaken. */
function nameRequest(request: RequestKind | null): string {
  return request === null ? 'about it' : REQUEST_WORDS[request]
}

function sayAmount(approval: ApprovalFacts | null, { amount }: Say): string {
  const details = approval?.details
  if (details?.amount == null || details.currency === null) return ''
  return ` of ${amount(details.amount, details.currency)}`
}

function quoteAsking(approval: ApprovalFacts | null): Quote[] {
  return [{ label: 'Reason', text: approval?.details?.reason }]
}

function askToDecide({ escalateAt }: NotificationFacts['event'], say: Say): string {
  const later = escalateAt ? ` From ${say.at(escalateAt)} on, others may decide it as well.` : ''
  return `Please approve or reject it.${later}`
}

function nameClock({ clock }: NotificationFacts['event']): string {
  return clock === 'first_response' ? 'The first response' : 'The resolution'
}

function nameAction({ undoes }: NotificationFacts['event']): string {
  const name = undoes?.command ?? ''
  return isCommandName(name) ? commandRule(name).done : 'changed'
}
