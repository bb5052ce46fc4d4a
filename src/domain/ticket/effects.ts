import type { TicketEvent } from './events.js'
import { type Notice, noticesOf } from './notices.js'
import type { TicketState } from './state.js'

export interface StreamFact {
  type: string
  rooms: string[]
  data: Record<string, unknown>
}

/** All that leaves with an event, in the transaction that appends it. */
export interface Effects {
  /** Whether the table of participants must follow the state. */
  participants: boolean
  /** Texts of the command that the ticket keeps: its member → the command's text. */
  texts: Record<string, string>
  notices: Notice[]
  stream: StreamFact[]
  outbox: { kind: string; payload: Record<string, unknown> }[]
}

const KEPT_TEXTS: Partial<Record<TicketEvent['type'], Record<string, string>>> = {
  ask_clarification: { clarificationQuestion: 'question' },
  answer_clarification: { clarificationAnswer: 'answer' },
  reject: { rejectionReason: 'reason' },
  progress: { progressNotes: 'notes' },
  complete: { completionNotes: 'notes' },
}

export function effectsOf(before: TicketState, event: TicketEvent, after: TicketState): Effects {
  return {
    participants: JSON.stringify(before.participants) !== JSON.stringify(after.participants),
    texts: KEPT_TEXTS[event.type] ?? {},
    notices: noticesOf(event, after),
    stream: streamOf(before, event, after),
    outbox: [],
  }
}

const SILENT_FIELDS = new Set(['seq', 'revision', 'updatedAt', 'deadlines', 'participants', 'undo'])

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

function streamOf(before: TicketState, event: TicketEvent, after: TicketState): StreamFact[] {
  if (after.status === 'draft') return []
  const { id, number, status, revision } = after
  const ticket = `ticket:${id}`
  const department = after.departmentId === null ? [] : [`department:${after.departmentId}`]
  const facts: StreamFact[] = []
  if (event.type === 'submit') {
    facts.push({ type: 'ticket:created', rooms: ['moderators'], data: { id, number, status } })
  }
  if (after.revision > 1) {
    facts.push({
      type: 'ticket:updated',
      rooms: [ticket, ...department, 'moderators'],
      data: { id, number, status, revision, changed: Object.keys(changedFields(before, after)) },
    })
  }
  if (event.type === 'assign' || event.type === 'claim' || event.type === 'reassign') {
    const { assigneeId } = event
    facts.push({
      type: 'ticket:assigned',
      rooms: [ticket, `user:${assigneeId}`],
      data: { id, number, assigneeId },
    })
  }
  if (status === 'closed' && before.status !== 'closed') {
    const parent = after.parentId === null ? [] : [`ticket:${after.parentId}`]
    facts.push({ type: 'ticket_closed', rooms: [ticket, ...parent], data: { id, number } })
  }
  return facts
}
