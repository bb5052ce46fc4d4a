import { listDeciders } from '../../approval/approval.js'
import { broadcastClock } from '../commands/lib/clocks.js'
import { type EventType, getEvent, type TicketEvent } from '../events.js'
import type { TicketState } from '../state.js'
import { type Broadcast, ticketRooms } from './broadcast.js'
import { isChanged } from './changed-fields.js'

/** What sockets get of an event, and in which rooms. A draft is nobody else's business. */
export function listBroadcasts<T extends EventType>(
  before: TicketState,
  event: TicketEvent<T>,
  after: TicketState,
  changed: readonly string[],
): Broadcast[] {
  if (after.status === 'draft') return []
  const type: T = event.type
  return [
    ...(getEvent(type).broadcasts?.(after, event) ?? []),
    ...(event.late ?? []).flatMap((clock) => broadcastClock('sla:breached', after, clock)),
    ...broadcastUpdate(before, after, changed),
    ...broadcastClosing(before, after),
    ...broadcastApproval(before, after),
    ...broadcastPeople(before, after),
  ]
}

/** The department that it has left hears of it, too. */
function broadcastUpdate(
  before: TicketState,
  after: TicketState,
  changed: readonly string[],
): Broadcast[] {
  if (after.seq === 1) return [] // it has just begun
  const { id, number, status, revision } = after
  const data = { id, number, status, revision, changed }
  const rooms = [...new Set([...ticketRooms(after), ...ticketRooms(before)])]
  return [{ type: 'ticket:updated', rooms, data }]
}

function broadcastClosing(before: TicketState, after: TicketState): Broadcast[] {
  if (after.status !== 'closed' || before.status === 'closed') return []
  const { id, number, parentId } = after
  const parent = parentId === null ? [] : [`ticket:${parentId}`]
  return [{ type: 'ticket_closed', rooms: [`ticket:${id}`, ...parent], data: { id, number } }]
}

function broadcastApproval(before: TicketState, { id, approval }: TicketState): Broadcast[] {
  if (approval === null || !isChanged(before.approval, approval)) return []
  const rooms = [`ticket:${id}`, ...listDeciders(approval).map((user) => `user:${user}`)]
  const data = { ticketId: id, approvalId: approval.id, status: approval.status }
  return [{ type: 'approval:updated', rooms, data }]
}

function broadcastPeople(before: TicketState, after: TicketState): Broadcast[] {
  const room = `ticket:${after.id}`
  const isIn = ({ participants }: TicketState, userId: string) =>
    participants.some((one) => one.userId === userId)
  const come = after.participants.filter(({ userId }) => !isIn(before, userId))
  const gone = before.participants.filter(({ userId }) => !isIn(after, userId))
  return [
    ...come.flatMap(({ userId, grounds }) => [
      { type: 'chat:participant_added', rooms: [room], data: { ticketId: after.id, userId } },
      ...grounds.flatMap((ground) =>
        'number' in ground
          ? [{ type: 'chat_user_added', rooms: [room], data: { userId, subTicket: ground.number } }]
          : [],
      ),
    ]),
    ...gone.map(({ userId }) => ({
      type: 'chat:participant_removed',
      rooms: [room, `user:${userId}`],
      data: { ticketId: after.id, userId },
    })),
  ]
}
