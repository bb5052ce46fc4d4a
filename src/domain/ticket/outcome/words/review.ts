import type { NotificationFacts, Say, Words } from '../notification-facts.js'
import { by } from './instants.js'

/** From filing to the first assignment. */
export const REVIEW_WORDS = {
  ticket_submitted: ({ actor }) => ({
    what: `${actor} filed it.`,
    expected: 'Please review it: ask, reject, approve or assign it.',
  }),
  ticket_received: () => ({
    what: 'We have received your ticket. It waits for a moderator to review it.',
    expected: 'There is nothing for you to do: you will hear from us.',
  }),
  clarification_asked: ({ actor, texts }) => ({
    what: `${actor} asks you about it.`,
    quotes: [{ label: 'Question', text: texts.question }],
    expected: 'Please answer: your ticket waits until you do.',
  }),
  clarification_answered: ({ actor, texts, question }) => ({
    what: `${actor} answered.`,
    quotes: [
      { label: 'Question', text: question },
      { label: 'Answer', text: texts.answer },
    ],
    expected: 'It is back in the review queue: please review it.',
  }),
  ticket_approved: ({ actor, department }) => ({
    what: `${actor} approved it for ${department}, where it waits for somebody to take it.`,
    expected: 'There is nothing for you to do.',
  }),
  ticket_rejected: ({ actor, texts, duplicateOf }) => ({
    what:
      duplicateOf === null
        ? `${actor} rejected it.`
        : `${actor} rejected it as a duplicate of ${duplicateOf}.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: 'It can’t be reopened. If you still need help, please file another ticket.',
  }),
  ticket_assigned: ({ actor, texts, ...facts }, say) => ({
    what: `${actor} assigned it to you.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: sayWhatToAcknowledge(facts, say),
  }),
  ticket_reassigned: (facts, say) => ({
    what: facts.reader.isAssignee
      ? `${facts.actor} reassigned it: it stays yours.`
      : `${facts.actor} reassigned it to ${facts.assignee}.`,
    quotes: [{ label: 'Reason', text: facts.texts.reason }],
    expected: sayAfterReassignment(facts, say),
  }),
  ticket_unacknowledged: ({ assignee }) => ({
    what:
      assignee === null
        ? 'Nobody has acknowledged or started it in time.'
        : `${assignee}, whose it was, had not acknowledged or started it in time.`,
    expected: 'Please see that somebody does, or reassign it.',
  }),
  ticket_unassigned: ({ actor, texts }) => ({
    what: `${actor} reopened it, and neither its last assignee nor the head of its department can take it.`,
    quotes: [{ label: 'Reason', text: texts.reason }],
    expected: 'Please reassign it.',
  }),
} satisfies Record<string, (facts: NotificationFacts, say: Say) => Words>

/** By when the new assignee should have looked at it, and by when it should be done. */
export function sayWhatToAcknowledge(
  { event, dueAt }: Pick<NotificationFacts, 'event' | 'dueAt'>,
  say: Say,
): string {
  return `Please acknowledge or start it${by(event.acknowledgeBy, say)}.${sayDue(dueAt, say)}`
}

/** Whose it stays begins again: their work was set back. */
function sayAfterReassignment({ event, dueAt, reader }: NotificationFacts, say: Say): string {
  if (reader.isAssignee) {
    const isNew = event.from === 'assigned'
    return `Please ${isNew ? 'acknowledge or start it' : 'start it again'}.${sayDue(dueAt, say)}`
  }
  return reader.wasAssignee ? 'It is not yours any more.' : 'There is nothing for you to do.'
}

function sayDue(dueAt: string | null, say: Say): string {
  return dueAt === null ? '' : ` It is due${by(dueAt, say)}.`
}
