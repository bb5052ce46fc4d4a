import type { MessageView } from '../../contracts/messages.js'
import { selectListed, selectPerson } from '../../database/names.js'
import { type AttachmentRecord, iso, selectAttachments } from '../../database/rows.js'

export interface MessageRow {
  id: string
  ticket_id: string
  version: number
  kind: MessageView['kind']
  visibility: MessageView['visibility']
  author: MessageView['author']
  body: string
  mentions: MessageView['mentions']
  attachments: AttachmentRecord[] | null
  flag: NonNullable<MessageView['flag']> | null
  at: Date
}

/** What a message says, of `message m`: the system's name whom they are about as they are called now. `$1` is the organization. */
export const MESSAGE_BODY = `CASE WHEN m.subject_id IS NULL THEN m.body
  ELSE replace(m.body, '{name}', person_name($1, m.subject_id)) END AS body`

export const MESSAGE_COLUMNS = `m.id, m.ticket_id, m.version, m.kind, m.visibility, ${selectPerson('m.author_id')} AS author,
  ${MESSAGE_BODY}, ${selectListed('m.mentions')} AS mentions, m.flag, m.at, ${selectAttachments('a.organization_id = m.organization_id AND a.message_id = m.id')} AS attachments`
/** $2 is the ticket. */
export const MESSAGES = `FROM message m WHERE m.organization_id = $1 AND m.ticket_id = $2`
/** $3 is the version, $4 from when on one may read, and $5 whether internal messages too. */
export const READABLE =
  "AND m.version = $3 AND ($4::timestamptz IS NULL OR m.at >= $4) AND ($5 OR m.visibility = 'public')"

export function presentMessage(row: MessageRow): MessageView {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    version: row.version,
    kind: row.kind,
    visibility: row.visibility,
    author: row.author,
    body: row.body,
    mentions: row.mentions,
    attachments: row.attachments ?? [],
    ...(row.flag === null ? {} : { flag: row.flag }),
    at: iso(row.at),
  }
}
