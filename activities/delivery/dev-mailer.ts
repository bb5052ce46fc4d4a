import type { Database } from '../../src/database/pool.js'
import type { MailAttachment, Mailer } from '../ports.js'

/** Development: mails are kept in PostgreSQL and read at `/dev/mails`. The same id is kept once. */
export function devMailer(db: Database): Mailer {
  return {
    send: async ({ id, organizationId, to, subject, text, html, headers, attachments = [] }) => {
      await db.query(
        `INSERT INTO dev_mail (id, organization_id, "to", subject, text, html, headers, attachments, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, now()) ON CONFLICT (id) DO NOTHING`,
        [
          ...[id, organizationId, to, subject, text, html, JSON.stringify(headers)],
          JSON.stringify(attachments.map(toKept)),
        ],
      )
    },
  }
}

function toKept({ content, ...about }: MailAttachment) {
  return { ...about, content: Buffer.from(content).toString('base64') }
}
