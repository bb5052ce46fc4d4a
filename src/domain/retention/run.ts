import { before } from '../time.js'
import type { RetentionKind, RetentionPolicy } from './policy.js'

/** What a run goes by, from when it was asked for: what is changed of its policy later is for later runs. */
export interface RetentionRule extends RetentionPolicy {
  /** What had its end by then is due. */
  cutoff: string
  isDryRun: boolean
}

export function createRule(policy: RetentionPolicy, at: string, isDryRun: boolean): RetentionRule {
  return { ...policy, cutoff: before(at, policy.after), isDryRun }
}

/** So many of each kind. */
export type RetentionCounts = Record<RetentionKind, number>

export const NO_COUNTS: RetentionCounts = {
  tickets: 0,
  drafts: 0,
  messages: 0,
  attachments: 0,
  audit: 0,
  events: 0,
  chatbot: 0,
}

export function addCounts(some: RetentionCounts, more: RetentionCounts): RetentionCounts {
  return {
    tickets: some.tickets + more.tickets,
    drafts: some.drafts + more.drafts,
    messages: some.messages + more.messages,
    attachments: some.attachments + more.attachments,
    audit: some.audit + more.audit,
    events: some.events + more.events,
    chatbot: some.chatbot + more.chatbot,
  }
}

/** Something that is due: what it is called, and how far it was when that was found. */
export interface RetentionPiece {
  id: string
  seq: number
}

/** What a run has done, and where it goes on: the row of its work has it. */
export interface RetentionState {
  /** How many parts were chosen. */
  parts: number
  /** Those that were archived. */
  archives: number
  /** Of the last part: they are in the archive, where there is one, and wait for their turn. */
  pending: readonly RetentionPiece[]
  /** Where the next part begins; null before the first. */
  after: string | null
  /** There is no next part. */
  isChosen: boolean
  /** How much was looked through, of how much there was at the beginning. */
  seen: number
  total: number
  counts: RetentionCounts
  /** Left as they are: held for a court. */
  held: number
  /** Left for the next time: something of theirs was still under way. */
  underWay: number
}

export const NEW_RUN: RetentionState = {
  parts: 0,
  archives: 0,
  pending: [],
  after: null,
  isChosen: false,
  seen: 0,
  total: 0,
  counts: NO_COUNTS,
  held: 0,
  underWay: 0,
}

/** From 0 to 1. */
export function measureRun({ seen, total, pending }: RetentionState): number {
  return total === 0 ? 0 : Math.max(0, Math.min(1, (seen - pending.length) / total))
}
