import { everyDecider } from '../approval/approval.js'
import type { TicketEvent } from './events.js'
import { subTicketNumber } from './evolve/sub-tickets.js'
import type { TicketState } from './state.js'

export interface StreamFact {
  type: string
  rooms: string[]
  data: Record<string, unknown>
}

type Changed = Record<string, unknown>

/** What sockets are told of an event, and in which rooms. Of a draft, nobody. */
export function streamOf(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
  changed: Changed,
): StreamFact[] {
  if (after.status === 'draft') return []
  return [
    ...ofTicket(before, event, after, changed),
    ...ofWork(event, after),
    ...ofApproval(before, after),
    ...ofSubTickets(event, after),
    ...ofPeople(before, after),
  ]
}

function roomsOf({ id, departmentId }: TicketState): string[] {
  return [
    `ticket:${id}`,
    ...(departmentId === null ? [] : [`department:${departmentId}`]),
    'moderators',
  ]
}

function ofTicket(
  before: TicketState,
  event: TicketEvent,
  after: TicketState,
  changed: Changed,
): StreamFact[] {
  const { id, number, status, revision } = after
  const facts: StreamFact[] = []
  if (event.type === 'submit') {
    facts.push({ type: 'ticket:created', rooms: ['moderators'], data: { id, number, status } })
  }
  if (after.seq > 1) {
    const data = { id, number, status, revision, changed: Object.keys(changed) }
    facts.push({ type: 'ticket:updated', rooms: roomsOf(after), data })
  }
  if (status === 'closed' && before.status !== 'closed') {
    const parent = after.parentId === null ? [] : [`ticket:${after.parentId}`]
    facts.push({ type: 'ticket_closed', rooms: [`ticket:${id}`, ...parent], data: { id, number } })
  }
  return facts
}

const ASSIGNING = ['assign', 'claim', 'reassign', 'create_sub_ticket']

function ofWork(event: TicketEvent, after: TicketState): StreamFact[] {
  const { id, number, assigneeId } = after
  if (ASSIGNING.includes(event.type)) {
    const rooms = [`ticket:${id}`, `user:${assigneeId}`]
    return [{ type: 'ticket:assigned', rooms, data: { id, number, assigneeId } }]
  }
  if (event.type !== 'warn_sla' && event.type !== 'breach_sla') return []
  const type = event.type === 'warn_sla' ? 'sla:warning' : 'sla:breached'
  return [{ type, rooms: roomsOf(after), data: { id, number, clock: event.clock } }]
}

function ofApproval(before: TicketState, { id, approval }: TicketState): StreamFact[] {
  if (approval === null || JSON.stringify(before.approval) === JSON.stringify(approval)) return []
  const rooms = [`ticket:${id}`, ...everyDecider(approval).map((user) => `user:${user}`)]
  const data = { ticketId: id, approvalId: approval.id, status: approval.status }
  return [{ type: 'approval:updated', rooms, data }]
}

function ofSubTickets(event: TicketEvent, after: TicketState): StreamFact[] {
  const rooms = [`ticket:${after.id}`]
  if (event.type === 'split') {
    return event.children.map(({ n, departmentId }) => ({
      type: 'sub_ticket_created',
      rooms,
      data: { parentId: after.id, number: subTicketNumber(after, n), departmentId },
    }))
  }
  if (!('change' in event)) return []
  const { progressPercent } = after
  const { closed, total } = event
  return [{ type: 'progress_updated', rooms, data: { progressPercent, closed, total } }]
}

function ofPeople(before: TicketState, after: TicketState): StreamFact[] {
  const room = `ticket:${after.id}`
  const has = ({ participants }: TicketState, userId: string) =>
    participants.some((one) => one.userId === userId)
  const come = after.participants.filter(({ userId }) => !has(before, userId))
  const gone = before.participants.filter(({ userId }) => !has(after, userId))
  return [
    ...come.flatMap(({ userId, through = [] }) => [
      { type: 'chat:participant_added', rooms: [room], data: { ticketId: after.id, userId } },
      ...through.map((number) => ({
        type: 'chat_user_added',
        rooms: [room],
        data: { userId, subTicket: number },
      })),
    ]),
    ...gone.map(({ userId }) => ({
      type: 'chat:participant_removed',
      rooms: [room, `user:${userId}`],
      data: { ticketId: after.id, userId },
    })),
  ]
}
