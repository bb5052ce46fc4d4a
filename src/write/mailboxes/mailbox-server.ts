import type { MailboxAuth, MailboxFailure } from '../../domain/mail-in/mailbox.js'

/** What a mailbox is opened with. */
export interface MailboxAccess {
  host: string
  port: number
  secure: boolean
  user: string
  auth: MailboxAuth
  /** null: it was forgotten when it was deleted, or its key is given no more. */
  secret: string | null
  folder: string
}

export type MailboxAnswer =
  | { ok: true; messages: number }
  | { ok: false; code: MailboxFailure; message: string }

/** Servers of mailboxes, which admins name. */
export interface MailboxServers {
  /** Why none is opened there, in words that follow the host's name; undefined where it may be. */
  judge: (server: { host: string; port: number }) => Promise<string | undefined>
  /** Opens one and shuts it again, within ten seconds; nothing in it changes. */
  test: (access: MailboxAccess) => Promise<MailboxAnswer>
}
