import { type Order, type PageArguments, paginate } from '../../database/paginate.js'
import type { Database } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

/** What came with a mail, without its bytes. */
export interface MailFile {
  name: string
  type: string
  /** What the mail's page shows it by. */
  cid?: string
}

interface MailRow {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attachments: MailFile[]
  at: Date
}

interface MailFilter extends PageArguments {
  to?: string | undefined
}

/** A mail's id is older than its sending, by an outage or a digest's minute. */
const NEWEST_FIRST: Order<MailRow> = {
  name: 'at',
  direction: 'DESC',
  keys: [
    { column: 'at', kind: 'instant', read: ({ at }) => at },
    { column: 'id', kind: 'uuid', read: ({ id }) => id },
  ],
}

/** The development mailbox, of all organizations; served on loopback only. */
export function listDevMails(db: Database, { limit, cursor, to }: MailFilter) {
  return paginate(
    db,
    {
      order: NEWEST_FIRST,
      select: `id, "to", subject, text, html, headers, at,
        (SELECT coalesce(jsonb_agg(file - 'content'), '[]') FROM jsonb_array_elements(attachments) file) AS attachments`,
      from: 'FROM dev_mail WHERE ($1::text IS NULL OR "to" = $1)',
      values: [to ?? null],
      view: (row: MailRow) => ({ ...row, at: iso(row.at) }),
    },
    { limit, cursor },
  )
}
