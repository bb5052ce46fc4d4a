import type { RequestKind } from '../../../requests.js'
import { by, since } from './common.js'

const REQUESTS: Record<RequestKind, string> = {
  reopen: 'to reopen it',
  sub_ticket: 'for a sub-ticket',
  postpone: 'to postpone it',
}
/** One that an undo has revived is found no more among the overtaken. */
const request = (kind: RequestKind | null) => (kind === null ? 'about it' : REQUESTS[kind])
const of = (amount: string | null) => (amount === null ? '' : ` of ${amount}`)
const CLOCKS = {
  first_response: 'The first response',
  next_response: 'The next response',
  resolution: 'The resolution',
}

/** Requests, approvals, people, files, clocks, and what is taken back. */
export const DECISIONS = {
  asks: (who: string, kind: RequestKind | null) => `${who} asks ${request(kind)}.`,
  grantOrDecline: 'Please grant or decline it.',
  granted: (who: string, kind: RequestKind | null) =>
    `${who} granted your request ${request(kind)}.`,
  declined: (who: string, kind: RequestKind | null) =>
    `${who} declined your request ${request(kind)}.`,
  ofTheirOwnAccord: (who: string, kind: RequestKind) =>
    `${who} did so of their own accord: your request ${request(kind)} is settled.`,
  overtaken: (who: string, kind: RequestKind | null) =>
    `${who} has moved the ticket on: your request ${request(kind)} can’t be granted any more.`,
  added: (who: string, people: string) => `${who} added ${people}.`,
  removed: (who: string, people: string) => `${who} removed ${people}.`,
  mentioned: (who: string) => `${who} mentioned you in its chat.`,
  infected: (file: string | null) =>
    `${file === null ? 'A file that was attached' : `The file ${file}`} is infected, and was deleted.`,
  attachClean: 'If it is needed, please attach a clean one.',
  notProcessed: (file: string | null) =>
    `${file === null ? 'A file that was attached' : `The file ${file}`} could not be processed.`,
  attachAgain: 'If it is needed, please attach it once more, or in another form.',
  somebody: 'Somebody',
  minorUnits: (amount: number) => `${amount} (in minor units of no currency)`,
  asksForApproval: (who: string, amount: string | null) =>
    `${who} asks for your approval${of(amount)}.`,
  hasWaited: (who: string, isYours: boolean, amount: string | null, at: string | null) =>
    `${who} has waited for ${isYours ? 'your' : 'an'} approval${of(amount)}${since(at)}.`,
  settledByNow: (status: 'pending' | 'approved' | 'rejected' | 'cancelled' | null) =>
    `It is ${status ?? 'settled'} by now.`,
  approveOrReject: (others: string | null) =>
    `Please approve or reject it.${others === null ? '' : ` From ${others} on, others may decide it as well.`}`,
  nothingToDecide: 'There is nothing left for you to decide.',
  nobodyMayDecide: (step: string) =>
    `Nobody may decide the step ${step}: reassign or close the ticket, which cancels the approval.`,
  approvedAtOnce: 'It is approved: no step of the chain has to decide on it.',
  lastWord: (who: string, isApproved: boolean) =>
    `The approval is ${isApproved ? 'approved' : 'rejected'}: ${who} had the last word.`,
  backAsRework: 'It is back at work, as rework.',
  workGoesOn: 'Work goes on.',
  approvalCancelled: (who: string) =>
    `${who} has moved the ticket on: the approval that was asked of you is cancelled.`,
  isDue: (clock: keyof typeof CLOCKS, at: string | null) => `${CLOCKS[clock]} is due${by(at)}.`,
  wasDue: (clock: keyof typeof CLOCKS, at: string | null) => `${CLOCKS[clock]} was due${by(at)}.`,
  escalated: (level: number, clock: keyof typeof CLOCKS) =>
    `Level ${level} of the escalation is reached. ${CLOCKS[clock]} takes too long.`,
  seeInTime: 'Please see to it in time.',
  seeNow: 'Please see to it now.',
  otherDate: 'It has another date by now, or none.',
  hasNews: (who: string) => `${who} has news of it for you.`,
  tookBack: (who: string, action: string) => `${who} took back that it was ${action}.`,
  waitsForYouAgain: 'It waits for your approval again.',
  asBefore: 'All is as it was before.',
}
