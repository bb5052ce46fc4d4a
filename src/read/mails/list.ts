import { decodeCursor, encodeCursor, pageOf } from '../../database/paginate.js'
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

/** The development mailbox, of all organizations; served on loopback only. */
export async function listDevMails(
  db: Database,
  { limit, cursor, to }: { limit: number; cursor?: string | undefined; to?: string | undefined },
) {
  const before = decodeCursor(cursor, 'id', 1)?.[0] ?? null
  const rows = await db.query<MailRow>(
    `SELECT id, "to", subject, text, html, headers, at FROM dev_mail
     WHERE ($1::uuid IS NULL OR id < $1::uuid) AND ($3::text IS NULL OR "to" = $3) ORDER BY id DESC LIMIT $2`,
    [before, limit + 1, to ?? null],
  )
  return pageOf(
    rows,
    limit,
    (row) => ({ ...row, at: iso(row.at) }),
    (row) => encodeCursor('id', [row.id]),
  )
}
