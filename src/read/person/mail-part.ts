import { selectInstant } from '../../database/rows.js'
import { ME, type Part } from './part.js'

/** What they have written by mail, as far as it is kept; what it has become stands with its ticket. */
export const MAILS: Part = {
  name: 'mails',
  key: 'm.id',
  select: `m.id, m.sender, m.recipients, m.subject, m.preview, m.status, m.ticket_id AS "ticketId",
    ${selectInstant('m.received_at')} AS "receivedAt"`,
  from: `FROM mail_in m WHERE m.organization_id = $1 AND m.sender_id = ${ME}`,
}
