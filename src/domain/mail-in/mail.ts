/** What is read of a mail before anything is done with it. Names of headers are in small letters. */
export interface MailHead {
  messageId: string | null
  from: { address: string; name: string } | null
  subject: string
  /** Message-IDs, those that it answers first. */
  references: readonly string[]
  /** The last value of each header that says how the mail was made. */
  headers: Readonly<Record<string, string>>
  /** Of the content, with its parameter `report-type`. */
  contentType: string
  reportType: string | null
}

/** How a mail came in: an SMTP client names both, a mailbox has them of the headers. */
export interface Envelope {
  /** Empty: nobody wants an answer. */
  sender: string
  recipients: readonly string[]
}

export const MAIL_STATUSES = ['pending', 'filed', 'queued', 'cut', 'rejected', 'failed'] as const
export type MailStatus = (typeof MAIL_STATUSES)[number]

/** Why a mail was put into no ticket, or waits. */
export const MAIL_REASONS = [
  'auto_submitted',
  'bulk',
  'bounce',
  'loop',
  'too_many',
  'not_participant',
  'ticket_ended',
  'unknown_sender',
  'account_closed',
  'no_sender',
  'forged',
  'not_taken',
  'entitlement_exhausted',
  'unreadable',
  'too_large',
  'not_fetched',
] as const
export type MailReason = (typeof MAIL_REASONS)[number]

/** What our own mails are called after their `@`. */
export const OWN_ID_DOMAIN = 'perdure'
/** No larger mail is taken, in bytes. */
export const MAX_MAIL_SIZE = 25 * 1024 ** 2

/** All that is read of a mail. */
export interface ParsedMail {
  head: MailHead
  /** Servers that it went through. */
  hops: number
  /** The last that was written first; of those some may have come with the mail. */
  authenticationResults: readonly string[]
  /** Its own words, of HTML too where it has nothing else. */
  text: string
  parts: (MailPart & { content: Uint8Array })[]
}

/** A part of a mail that is no text of it. */
export interface MailPart {
  fileName: string | null
  contentType: string
  size: number
  /** Its bytes are text in UTF-8. */
  isText: boolean
}
