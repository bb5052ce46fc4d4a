import { currentStep } from '../../../approval/approval.js'
import { openDeciders } from '../../../approval/step.js'
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
  request_cancelled: ({ actor, event, request }) => ({
    what:
      event.type === request // what was asked for, of a moderator's own accord
        ? `${actor} did so of their own accord: your request ${nameRequest(request)} is settled.`
        : `${actor} has moved the ticket on: your request ${nameRequest(request)} can’t be granted any more.`,
  }),
  participants_changed: ({ actor, event, people, texts }) => ({
    what: `${actor} ${event.type.startsWith('add_') ? 'added' : 'removed'} ${people.join(', ')}.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
  }),
  mention: ({ actor, message }) => ({
    what: `${actor} mentioned you in its chat.`,
    quotes: [{ label: 'Message', text: message?.body }],
  }),
  attachment_infected: ({ file }) => ({
    what: `${nameFile(file)} is infected, and was deleted.`,
    expected: 'If it is needed, please attach a clean one.',
  }),
  attachment_failed: ({ file }) => ({
    what: `${nameFile(file)} could not be processed.`,
    quotes: [{ label: 'Reason', text: file?.reason }],
    expected: 'If it is needed, please attach it once more, or in another form.',
  }),
  approval_requested: (facts, say) => ({
    what: `${nameAsker(facts)} asks for your approval${sayAmount(facts.approval, say)}.`,
    quotes: quoteAsking(facts.approval),
    expected: askToDecide(facts, say),
  }),
  approval_reminder: (facts, say) => ({
    what: `${nameAsker(facts)} has waited for ${isStuck(facts) ? 'an' : 'your'} approval${sayAmount(facts.approval, say)}${since(facts.approval?.at, say)}.`,
    quotes: quoteAsking(facts.approval),
    expected: askToDecide(facts, say),
  }),
  approval_decided: ({ actor, approval, event, texts }) => ({
    what:
      event.type === 'request_approval'
        ? 'It is approved: no step of the chain has to decide on it.'
        : `The approval is ${event.approved === true ? 'approved' : 'rejected'}: ${actor} had the last word.`,
    quotes: [{ label: 'Comment', text: approval?.details == null ? null : texts.comment }],
    expected: event.approved === false ? 'It is back at work, as rework.' : 'Work goes on.',
  }),
  approval_cancelled: ({ actor }) => ({
    what: `${actor} has moved the ticket on: the approval that was asked of you is cancelled.`,
    expected: NOTHING_TO_DECIDE,
  }),
  sla_warning: (facts, say) => ({
    what: `${nameClock(facts.event)} is due${by(facts.event.dueAt, say)}.`,
    expected: sayIfDueStill(facts, 'Please see to it in time.'),
  }),
  sla_breached: (facts, say) => ({
    what: `${nameClock(facts.event)} was due${by(facts.event.dueAt, say)}.`,
    expected: sayIfDueStill(facts, 'Please see to it now.'),
  }),
  action_undone: (facts) => ({
    what: `${facts.actor} took back that it was ${nameAction(facts.event)}.`,
    expected: listAwaited(facts).includes(facts.reader.id)
      ? 'It waits for your approval again.'
      : 'All is as it was before.',
  }),
} satisfies Record<string, (facts: NotificationFacts, say: Say) => Words>

function nameFile(file: NotificationFacts['file']): string {
  return file === null ? 'A file that was attached' : `The file ${file.name}`
}

/** One that an undo has revived is found no more among the overtaken. */
function nameRequest(request: RequestKind | null): string {
  return request === null ? 'about it' : REQUEST_WORDS[request]
}

function sayAmount(approval: ApprovalFacts | null, { amount }: Say): string {
  const details = approval?.details
  if (details?.amount == null) return ''
  if (details.currency === null) return ` of ${details.amount} (in minor units of no currency)`
  return ` of ${amount(details.amount, details.currency)}`
}

function quoteAsking(approval: ApprovalFacts | null): Quote[] {
  return [{ label: 'Reason', text: approval?.details?.reason }]
}

function nameAsker({ approval }: NotificationFacts): string {
  return approval === null ? 'Somebody' : approval.requestedBy
}

/** Who may decide it now. */
function listAwaited({ approval, now }: NotificationFacts): string[] {
  const step = approval === null ? undefined : currentStep(approval)
  return step === undefined ? [] : openDeciders(step, now.at)
}

/** It tells of a step that nobody may decide, and its reader has none to decide. */
function isStuck(facts: NotificationFacts): boolean {
  return facts.event.undecidable != null && !listAwaited(facts).includes(facts.reader.id)
}

/** Once it is decided, or not theirs to decide any more, it asks for nothing. */
function askToDecide(facts: NotificationFacts, say: Say): string {
  const { approval, event, reader } = facts
  const step = approval === null ? undefined : currentStep(approval)
  if (step === undefined) return `It is ${approval?.status ?? 'settled'} by now.`
  const awaited = listAwaited(facts)
  if (awaited.includes(reader.id)) {
    const { escalateAt } = event
    const later = escalateAt ? ` From ${say.at(escalateAt)} on, others may decide it as well.` : ''
    return `Please approve or reject it.${later}`
  }
  const stuck = event.undecidable ?? (awaited.length === 0 ? step.name : null)
  return stuck === null
    ? NOTHING_TO_DECIDE
    : `Nobody may decide the step ${stuck}: reassign or close the ticket, which cancels the approval.`
}

/** The date may be another one by now, or gone. */
function sayIfDueStill({ event, now }: NotificationFacts, expected: string): string {
  return now.dueAt === event.dueAt ? expected : 'It has another date by now, or none.'
}

function nameClock({ clock }: NotificationFacts['event']): string {
  return clock === 'first_response' ? 'The first response' : 'The resolution'
}

function nameAction({ undoes }: NotificationFacts['event']): string {
  const name = undoes?.command ?? ''
  return isCommandName(name) ? commandRule(name).done : 'changed'
}
