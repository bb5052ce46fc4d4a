import type { MessageView } from '../../contracts/messages.js'
import type { OrganizationDb } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { MESSAGE_COLUMNS, MESSAGES, type MessageRow, presentMessage } from './present.js'

const BY_ID = `SELECT ${MESSAGE_COLUMNS} ${MESSAGES} AND m.id = $3`
const BY_CLIENT_ID = `SELECT ${MESSAGE_COLUMNS} ${MESSAGES} AND m.author_id = $3 AND m.client_id = $4`

/** Throws `not_found` for a message that is not of this ticket. */
export async function readMessage(
  db: OrganizationDb,
  ticketId: string,
  messageId: string,
): Promise<MessageView> {
  const [row] = await db.query<MessageRow>(BY_ID, [ticketId, messageId])
  return row === undefined ? refuseMissing('message') : presentMessage(row)
}

/** What this author has sent under that id of the client's; undefined when nothing yet. */
export async function findSentMessage(
  db: OrganizationDb,
  ticketId: string,
  authorId: string,
  clientId: string,
): Promise<MessageView | undefined> {
  const [row] = await db.query<MessageRow>(BY_CLIENT_ID, [ticketId, authorId, clientId])
  return row === undefined ? undefined : presentMessage(row)
}
