import type { Database } from '../../database/pool.js'
import type { ParsedMail } from '../../domain/mail-in/mail.js'
import type { Storage } from '../../storage/storage.js'

export interface FilingDeps {
  db: Database
  storage: Storage
  /** Reads a mail within bounds; fails with `MailUnreadableError` for what can't be read. */
  parse: (raw: Uint8Array) => Promise<ParsedMail>
  /** Has a mail in hand once there is room for it, whoever's it is: each may hold all that one may have, several times. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** What addresses of answers are signed by. */
  mailSecrets: readonly Buffer[]
  /** What our addresses end with. */
  domain: string
  /** What one user's files may have together, in bytes; 0 is no limit. */
  quota: number
}

/** It is no mail that can be read, however often it is tried. */
export class MailUnreadableError extends Error {
  override name = 'MailUnreadableError'
}

export const BY_MAIL = { ip: null, userAgent: null }
