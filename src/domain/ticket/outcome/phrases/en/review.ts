import { by } from './common.js'

const due = (dueBy: string | null) => (dueBy === null ? '' : ` It is due${by(dueBy)}.`)

/** From filing to the first assignment. */
export const REVIEW = {
  filed: (who: string) => `${who} filed it.`,
  reviewIt: 'Please review it: ask, reject, approve or assign it.',
  received: 'We have received your ticket. It waits for a moderator to review it.',
  youWillHear: 'There is nothing for you to do: you will hear from us.',
  asksYou: (who: string) => `${who} asks you about it.`,
  pleaseAnswer: 'Please answer: your ticket waits until you do.',
  answered: (who: string) => `${who} answered.`,
  reviewAgain: 'It is back in the review queue: please review it.',
  approved: (who: string, department: string | null) =>
    `${who} approved it for ${department}, where it waits for somebody to take it.`,
  rejected: (who: string, duplicateOf: string | null) =>
    `${who} rejected it${duplicateOf === null ? '' : ` as a duplicate of ${duplicateOf}`}.`,
  fileAnother: 'It can’t be reopened. If you still need help, please file another ticket.',
  assignedToYou: (who: string) => `${who} assigned it to you.`,
  acknowledgeOrStart: (acknowledgeBy: string | null, dueBy: string | null) =>
    `Please acknowledge or start it${by(acknowledgeBy)}.${due(dueBy)}`,
  startAgain: (dueBy: string | null) => `Please start it again.${due(dueBy)}`,
  staysYours: (who: string) => `${who} reassigned it: it stays yours.`,
  reassignedTo: (who: string, assignee: string | null) => `${who} reassigned it to ${assignee}.`,
  notYours: 'It is not yours any more.',
  nobodyInTime: 'Nobody has acknowledged or started it in time.',
  notInTime: (assignee: string) => `${assignee} had not acknowledged or started it in time.`,
  seeThatSomebodyDoes: 'Please see that somebody does, or reassign it.',
  nobodyToTake: (who: string) =>
    `${who} reopened it, and neither its last assignee nor the head of its department can take it.`,
  pleaseReassign: 'Please reassign it.',
}
