import { createTransport } from 'nodemailer'
import type { Database } from '../../src/database/pool.js'
import { type Mailer, MailServerAwayError } from '../ports.js'

/** Development: mails are kept in PostgreSQL and read at `/dev/mails`. The same id is kept once. */
export function devMailer(db: Database): Mailer {
  return {
    send: async ({ id, organizationId, to, subject, text, html, headers }) => {
      await db.query(
        `INSERT INTO dev_mail (id, organization_id, "to", subject, text, html, headers, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, now()) ON CONFLICT (id) DO NOTHING`,
        [id, organizationId, to, subject, text, html, JSON.stringify(headers)],
      )
    },
  }
}

/** Together less than the minute for which a mail is claimed. */
const TIMEOUTS = {
  dnsTimeout: 3_000,
  connectionTimeout: 3_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
}

export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, ...TIMEOUTS }, { from })
  return {
    send: async ({ to, subject, text, html, headers }) => {
      try {
        await transport.sendMail({ to, subject, text, html, headers })
      } catch (error) {
        if (isServerAway(error)) throw new MailServerAwayError(String(error), { cause: error })
        throw error
      }
    },
  }
}

/** What the SMTP client calls a refusal of this mail's sender, recipient or content. */
const REFUSALS = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM'])
/** The server closes the channel, whatever it was asked (RFC 5321). */
const SHUTTING_DOWN = 421

function isServerAway(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return false
  const isShuttingDown = 'responseCode' in error && error.responseCode === SHUTTING_DOWN
  return isShuttingDown || !REFUSALS.has(error.code)
}
