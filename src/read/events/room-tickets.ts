import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { parseRoom, type RoomTicket } from '../../domain/access/rooms.js'
import type { TicketState } from '../../domain/ticket/state.js'

const TICKETS = `SELECT t.id, t.state #- '{undo,before}' AS state, ARRAY(
    SELECT DISTINCT unnest(a.decider_ids)::text FROM approval a
    WHERE a.organization_id = $1 AND a.ticket_id = t.id) AS deciders
  FROM ticket t WHERE t.organization_id = $1 AND t.id = ANY ($2::uuid[])`

/** The tickets of these rooms, by the rooms' names, as they are judged by. */
export async function readRoomTickets(
  db: OrganizationDb,
  rooms: Iterable<string>,
): Promise<Map<string, RoomTicket>> {
  const ids = [...rooms].flatMap((name) => {
    const room = parseRoom(name)
    return room?.kind === 'ticket' && isUuid(room.id) ? [room.id] : []
  })
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; state: TicketState; deciders: string[] }>(TICKETS, [
    ids,
  ])
  return new Map(rows.map(({ id, state, deciders }) => [`ticket:${id}`, { state, deciders }]))
}
