import type { SayWords, ToldFacts, Words } from '../notification-facts.js'
import { type Say, sayAt } from '../say.js'

/** From filing to the first assignment. */
export const REVIEW_WORDS = {
  ticket_submitted: ({ actor }, { phrases: p }) => ({ what: p.filed(actor), expected: p.reviewIt }),
  ticket_received: (_facts, { phrases: p }) => ({ what: p.received, expected: p.youWillHear }),
  clarification_asked: ({ actor, texts }, { phrases: p }) => ({
    what: p.asksYou(actor),
    quotes: [{ label: p.labels.question, text: texts.question }],
    expected: p.pleaseAnswer,
  }),
  clarification_answered: ({ actor, texts, question }, { phrases: p }) => ({
    what: p.answered(actor),
    quotes: [
      { label: p.labels.question, text: question },
      { label: p.labels.answer, text: texts.answer },
    ],
    expected: p.reviewAgain,
  }),
  ticket_approved: ({ actor, department }, { phrases: p }) => ({
    what: p.approved(actor, department),
    expected: p.nothingToDo,
  }),
  ticket_rejected: ({ actor, texts, duplicateOf }, { phrases: p }) => ({
    what: p.rejected(actor, duplicateOf),
    quotes: [{ label: p.labels.reason, text: texts.reason }],
    expected: p.fileAnother,
  }),
  ticket_assigned: (facts, say) => ({
    what: say.phrases.assignedToYou(facts.actor),
    quotes: [{ label: say.phrases.labels.reason, text: facts.texts.reason }],
    expected: sayWhatToAcknowledge(facts, say),
  }),
  ticket_reassigned: (facts, say) => ({
    what: facts.reader.isAssignee
      ? say.phrases.staysYours(facts.actor)
      : say.phrases.reassignedTo(facts.actor, facts.assignee),
    quotes: [{ label: say.phrases.labels.reason, text: facts.texts.reason }],
    expected: sayAfterReassignment(facts, say),
  }),
  ticket_unacknowledged: ({ assignee }, { phrases: p }) => ({
    what: assignee === null ? p.nobodyInTime : p.notInTime(assignee),
    expected: p.seeThatSomebodyDoes,
  }),
  ticket_unassigned: ({ actor, texts }, { phrases: p }) => ({
    what: p.nobodyToTake(actor),
    quotes: [{ label: p.labels.reason, text: texts.reason }],
    expected: p.pleaseReassign,
  }),
} satisfies Record<string, SayWords>

/** By when the new assignee should have looked at it, and by when it should be done. */
export function sayWhatToAcknowledge(
  { event, dueAt }: Pick<ToldFacts, 'event' | 'dueAt'>,
  say: Say,
): string {
  return say.phrases.acknowledgeOrStart(sayAt(event.acknowledgeBy, say), sayAt(dueAt, say))
}

/** Whose it stays begins again: their work was set back. */
function sayAfterReassignment({ event, dueAt, reader }: ToldFacts, say: Say): Words['expected'] {
  const { acknowledgeOrStart, startAgain, notYours, nothingToDo } = say.phrases
  if (!reader.isAssignee) return reader.wasAssignee ? notYours : nothingToDo
  const due = sayAt(dueAt, say)
  return event.from === 'assigned' ? acknowledgeOrStart(null, due) : startAgain(due)
}
