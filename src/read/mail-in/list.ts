import type { MailInQuery, MailInView } from '../../contracts/mails-in.js'
import { Filters } from '../../database/filters.js'
import { orderById, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import type { Authentication } from '../../domain/mail-in/authentication.js'

interface Row
  extends Pick<
    MailInView,
    'id' | 'status' | 'why' | 'to' | 'messageId' | 'size' | 'chatMessageId' | 'mailboxId' | 'ticket'
  > {
  sender: string | null
  senderName: string | null
  subject: string | null
  preview: string | null
  authentication: Authentication | null
  receivedAt: Date
  settledAt: Date | null
}

const COLUMNS = `m.id, m.status, m.why, m.recipients AS "to", m.message_id AS "messageId", m.size,
  m.chat_message_id AS "chatMessageId", m.mailbox_id AS "mailboxId", m.sender, m.sender_name AS "senderName", m.subject, m.preview, m.authentication,
  m.received_at AS "receivedAt", m.settled_at AS "settledAt",
  (SELECT jsonb_build_object('id', t.id, 'number', t.number) FROM ticket t
    WHERE t.organization_id = $1 AND t.id = m.ticket_id) AS ticket`
const MAILS = 'FROM mail_in m WHERE m.organization_id = $1'

/** Mails that came in, newest first. */
export function listMailsIn(
  db: OrganizationDb,
  { status, from, ...page }: MailInQuery,
): Promise<Page<MailInView>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(status, (p) => `m.status = ${p}`)
  filters.add(from?.toLowerCase(), (p) => `m.sender = ${p}`)
  const named = filters.list.map((condition) => ` AND ${condition}`).join('')
  const listing = {
    order: orderById('m.id', 'DESC'),
    select: COLUMNS,
    from: `${MAILS}${named}`,
    values: values.list,
    view: present,
  }
  return paginate(db, listing, page)
}

/** Undefined where there is none. */
export async function findMailIn(db: OrganizationDb, id: string): Promise<MailInView | undefined> {
  const [row] = await db.query<Row>(`SELECT ${COLUMNS} ${MAILS} AND m.id = $2`, [id])
  return row && present(row)
}

/** As it came; undefined where there is none, or it was not fetched. */
export async function findRawMail(db: OrganizationDb, id: string): Promise<Buffer | undefined> {
  const [row] = await db.query<{ raw: Buffer }>(
    `SELECT raw FROM mail_in WHERE organization_id = $1 AND id = $2 AND why IS DISTINCT FROM 'not_fetched'`,
    [id],
  )
  return row?.raw
}

function present({
  sender,
  senderName,
  receivedAt,
  settledAt,
  subject,
  preview,
  ...row
}: Row): MailInView {
  return {
    ...row,
    from: sender === null ? null : { address: sender, name: senderName ?? '' },
    subject: subject ?? '',
    preview: preview ?? '',
    receivedAt: iso(receivedAt),
    settledAt: isoOrNull(settledAt),
  }
}
