import type { OrganizationDb } from '../../database/pool.js'
import { nameMessage } from './say-in-ticket.js'
import type { MailOutcome } from './settle.js'
import { deriveId } from './store-files.js'
import type { TakenMail } from './take.js'

const FILED = `SELECT t.id AS "ticketId", NULL::uuid AS "chatMessageId", t.requester_id AS "senderId" FROM ticket t
    WHERE t.organization_id = $1 AND t.id = $2
  UNION ALL SELECT m.ticket_id, m.id, m.author_id FROM message m WHERE m.organization_id = $1 AND m.client_id = $3 LIMIT 1`

interface Row {
  ticketId: string
  chatMessageId: string | null
  senderId: string
}

/** What a mail has become already, where a worker died before it said so. */
export async function findFiled(
  db: OrganizationDb,
  { id, attempts, directed }: TakenMail,
): Promise<Pick<MailOutcome, 'ticketId' | 'chatMessageId' | 'senderId'> | undefined> {
  if (attempts <= 1) return undefined
  const [row] = await db.query<Row>(FILED, [deriveId(id, 'ticket'), nameMessage(id)])
  if (row === undefined) return undefined
  const { ticketId, chatMessageId, senderId } = row
  return {
    ticketId,
    ...(directed === null ? { senderId } : {}),
    ...(chatMessageId === null ? {} : { chatMessageId }),
  }
}
