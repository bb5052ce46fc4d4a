import { assertNever } from '../assert.js'
import { isTerminal, type Status } from '../ticket/status.js'
import type { RetentionKind } from './policy.js'
import { NO_COUNTS, type RetentionCounts, type RetentionRule } from './run.js'

/** Kinds that are judged by the tickets that they belong to: a ticket with its sub-tickets is one family. */
export type FamilyKind = Exclude<RetentionKind, 'audit' | 'chatbot'>

/** A ticket, as retention looks at it. */
export interface RetainedTicket {
  id: string
  number: string
  status: Status
  isDeleted: boolean
  updatedAt: string
  seq: number
  /** Until when its last action can be taken back; null where nothing can. */
  undoUntil: string | null
  isHeld: boolean
  /** A command that is not decided, a file that is being looked into, something that is to leave. */
  isUnderWay: boolean
  /** At which of its events it was anonymized, by kind. */
  anonymized: Partial<Record<RetentionKind, number>>
  contents: { messages: number; chatFiles: number; files: number; events: number }
}

/** A run ends by itself with its window; so long after it none is left. */
const LINGERS_MS = 5_000

/**
 * What becomes of a family: it is due once all of it has ended by the cutoff. A hold on one of them holds them all, for they
 * tell of each other.
 */
export function judgeFamily(
  rule: Pick<RetentionRule, 'kind' | 'action' | 'cutoff'>,
  family: readonly RetainedTicket[],
  at: string,
): 'due' | 'held' | 'under_way' | 'kept' {
  const isOver = family.every(
    (ticket) => (isTerminal(ticket.status) || ticket.isDeleted) && ticket.updatedAt <= rule.cutoff,
  )
  if (!isOver || family.every((ticket) => isDone(rule, ticket))) return 'kept'
  if (family.some(({ isHeld }) => isHeld)) return 'held'
  return family.some((ticket) => isUnderWay(ticket, at)) ? 'under_way' : 'due'
}

function isUnderWay({ isUnderWay: hasMore, undoUntil }: RetainedTicket, at: string): boolean {
  return hasMore || (undoUntil !== null && Date.parse(undoUntil) + LINGERS_MS > Date.parse(at))
}

/** Nothing is left to be done with it. */
function isDone(
  { kind, action }: Pick<RetentionRule, 'kind' | 'action'>,
  ticket: RetainedTicket,
): boolean {
  if (action === 'anonymize' && ticket.anonymized[kind] === ticket.seq) return true
  const { messages, files, events } = ticket.contents
  switch (kind) {
    case 'messages':
      return messages === 0
    case 'attachments':
      return files === 0
    case 'events':
      return events === 0
    case 'tickets':
    case 'drafts':
    case 'audit':
    case 'chatbot':
      return false
    default:
      return assertNever(kind)
  }
}

/** What goes, or is anonymized, with a family. */
export function countFamily(
  kind: RetentionKind,
  family: readonly RetainedTicket[],
): RetentionCounts {
  const sum = (name: keyof RetainedTicket['contents']) =>
    family.reduce((total, { contents }) => total + contents[name], 0)
  const [messages, attachments, events] = [sum('messages'), sum('files'), sum('events')]
  switch (kind) {
    case 'tickets':
      return { ...NO_COUNTS, tickets: family.length, messages, attachments, events }
    case 'drafts':
      return { ...NO_COUNTS, drafts: family.length, messages, attachments, events }
    case 'messages':
      return { ...NO_COUNTS, messages, attachments: sum('chatFiles') }
    case 'attachments':
      return { ...NO_COUNTS, attachments }
    case 'events':
      return { ...NO_COUNTS, events }
    case 'audit':
    case 'chatbot':
      return NO_COUNTS
    default:
      return assertNever(kind)
  }
}
