import type { OrganizationDb } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'

/** A mark only moves on; one that is older changes nothing. */
const MARK = `WITH m AS (SELECT id FROM message WHERE organization_id = $1 AND ticket_id = $2 AND id = $4)
  INSERT INTO message_read (organization_id, ticket_id, user_id, message_id, at)
  SELECT $1, $2, $3, m.id, now() FROM m
  ON CONFLICT (organization_id, ticket_id, user_id) DO UPDATE
    SET message_id = greatest(message_read.message_id, excluded.message_id), at = excluded.at
  RETURNING message_id AS "messageId"`

/** Throws `message_not_found` for a message that is not of this ticket. */
export async function markMessagesRead(
  db: OrganizationDb,
  ticketId: string,
  userId: string,
  messageId: string,
): Promise<string> {
  const [row] = await db.query<{ messageId: string }>(MARK, [ticketId, userId, messageId])
  return row?.messageId ?? refuse('message_not_found', 'There is no such message in this chat.')
}
