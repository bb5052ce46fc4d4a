import { everyDecider } from '../approval/approval.js'
import { required } from '../assert.js'
import { CARRIED_BY, type CompanionFamily } from './deadlines.js'
import type { TicketEvent } from './events.js'
import { type SystemMessage, systemMessagesOf } from './messages.js'
import { type Notice, noticesOf } from './notices.js'
import type { PendingRequest, RequestStatus } from './requests.js'
import { isTerminal, type TicketState } from './state.js'
import { type StreamFact, streamOf } from './stream.js'

/** All that leaves with an event, in the transaction that appends it. */
export interface Effects {
  /** Whether the table of participants must follow the state. */
  participants: boolean
  /** Texts of the command that the ticket keeps: its member → the command's text. */
  texts: Record<string, string>
  notices: Notice[]
  stream: StreamFact[]
  /** Into the ticket's chat. */
  messages: SystemMessage[]
  requests: (PendingRequest & { status: RequestStatus })[]
  /** The approval's row follows the state. */
  approval: (NonNullable<TicketState['approval']> & { deciders: string[] }) | null
  /** Workflows beside the ticket's own that must look at it again. */
  wakes: { family: CompanionFamily; n?: number }[]
}

const KEPT_TEXTS: Partial<Record<TicketEvent['type'], Record<string, string>>> = {
  ask_clarification: { clarificationQuestion: 'question' },
  answer_clarification: { clarificationAnswer: 'answer' },
  reject: { rejectionReason: 'reason' },
  progress: { progressNotes: 'notes' },
  complete: { completionNotes: 'notes' },
  postpone: { postponeReason: 'reason' },
}

/** `fields` are what changed, where the caller knows them already. */
export function effectsOf(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
  fields = changedFields(before, after),
): Effects {
  const changed = (member: keyof TicketState) =>
    JSON.stringify(before[member]) !== JSON.stringify(after[member])
  return {
    participants: changed('participants'),
    texts: textsOf(event, after),
    notices: noticesOf(event, after, before),
    stream: streamOf(before, event, after, fields),
    messages: systemMessagesOf(before, event, after),
    requests: changed('requests') ? requestsOf(before, event, after) : [],
    approval: changed('approval') ? approvalOf(before, after) : null,
    wakes: wakesOf(before, after, changed),
  }
}

/** A comment on an approval is kept by step and person. */
function textsOf(event: TicketEvent, { approval }: TicketState): Record<string, string> {
  if (event.type !== 'decide_approval') return KEPT_TEXTS[event.type] ?? {}
  return { [commentKey(required(approval, 'approval').id, event.userId)]: 'comment' }
}

export function commentKey(approvalId: string, userId: string): string {
  return `approval/${approvalId}/${userId}`
}

function requestsOf(before: TicketState, event: TicketEvent, after: TicketState) {
  const gone = before.requests.filter(({ id }) => !after.requests.some((kept) => kept.id === id))
  const granted = 'requestId' in event ? event.requestId : null
  const decided = event.type === 'decline_request' ? 'declined' : 'granted'
  return [
    ...after.requests.map((request) => ({ ...request, status: 'pending' as const })),
    ...gone.map((request) => {
      const status: RequestStatus = request.id === granted ? decided : 'cancelled'
      return { ...request, status }
    }),
  ]
}

/** A new life has none any more; the row of the last one stays as it is. */
function approvalOf(before: TicketState, { approval, version }: TicketState): Effects['approval'] {
  if (approval === null) {
    const undone = version === before.version ? before.approval : null
    return undone === null
      ? null
      : { ...undone, status: 'cancelled', deciders: everyDecider(undone) }
  }
  return { ...approval, deciders: everyDecider(approval) }
}

/** Those whose deadlines or subject changed; one that has nothing to do ends by itself. */
function wakesOf(
  before: TicketState,
  after: TicketState,
  changed: (member: keyof TicketState) => boolean,
): Effects['wakes'] {
  const moved = (family: CompanionFamily) =>
    CARRIED_BY[family].some(
      (kind) => JSON.stringify(before.deadlines[kind]) !== JSON.stringify(after.deadlines[kind]),
    )
  const parked = changed('postponed') || moved('postpone')
  const asked = changed('approval') || moved('approval')
  const n = after.approval?.n ?? before.approval?.n
  const ended = isTerminal(before.status) !== isTerminal(after.status)
  const divided = after.subTickets !== null && (ended || changed('subTickets') || moved('split'))
  return [
    ...(parked ? [{ family: 'postpone' as const }] : []),
    ...(asked && n !== undefined ? [{ family: 'approval' as const, n }] : []),
    ...(divided ? [{ family: 'split' as const }] : []),
  ]
}

const SILENT_FIELDS = new Set([
  'seq',
  'revision',
  'updatedAt',
  'deadlines',
  'participants',
  'undo',
  'approval',
])

/** What changed for those who read tickets, member by member. */
export function changedFields(
  before: TicketState,
  after: TicketState,
): Record<string, { from: unknown; to: unknown }> {
  const was: Record<string, unknown> = { ...before }
  return Object.fromEntries(
    Object.entries(after)
      .filter(([key]) => !SILENT_FIELDS.has(key))
      .filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(was[key]))
      .map(([key, value]) => [key, { from: was[key] ?? null, to: value }]),
  )
}
