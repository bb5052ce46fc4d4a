import type { OrganizationDb } from '../../database/pool.js'
import { requireChat } from '../../domain/access/chat.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'
import { READABLE } from './present.js'

const COUNT = `SELECT count(*)::int AS n FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2 ${READABLE}
  AND m.id > coalesce((SELECT r.message_id FROM message_read r WHERE r.organization_id = $1 AND r.ticket_id = $2 AND r.user_id = $6),
    '00000000-0000-0000-0000-000000000000')`

/** Counts the messages of the present version behind the reader's mark. */
export async function countUnreadMessages(
  db: OrganizationDb,
  state: TicketState,
  viewer: Person,
): Promise<number> {
  const { from, internal } = requireChat(state, viewer)
  const values = [state.id, state.version, from, internal, viewer.id]
  const [row] = await db.query<{ n: number }>(COUNT, values)
  return row?.n ?? 0
}
