import { orderById, type PageArguments, paginate } from '../../database/paginate.js'
import type { Database } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

interface MailRow {
  id: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  at: Date
}

interface MailFilter extends PageArguments {
  to?: string | undefined
}

/** The development mailbox, of all organizations; served on loopback only. */
export function listDevMails(db: Database, { limit, cursor, to }: MailFilter) {
  return paginate(
    db,
    {
      order: orderById('id', 'DESC'),
      select: 'id, "to", subject, text, html, headers, at',
      from: 'FROM dev_mail WHERE ($1::text IS NULL OR "to" = $1)',
      values: [to ?? null],
      view: (row: MailRow) => ({ ...row, at: iso(row.at) }),
    },
    { limit, cursor },
  )
}
