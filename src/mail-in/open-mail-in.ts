import { signMailToken } from '../auth/mail-tokens.js'
import { type GiveReplyAddress, writeReplyAddress } from '../domain/mail-in/recipient.js'
import type { FilingDeps } from '../write/mail-in/deps.js'
import { createMailParser } from './mail-parser.js'
import type { MailInSettings } from './settings.js'
import { type SmtpListener, type SmtpListenerDeps, startSmtpListener } from './smtp-listener.js'
import { createTurns } from './turns.js'

export interface MailIn {
  /** What mails that came in are filed by. */
  filing: Omit<FilingDeps, 'db' | 'storage' | 'quota'>
  /** Undefined where answers would reach nobody. */
  giveReplyAddress: GiveReplyAddress | undefined
  /** Undefined where no mails come in by this process. */
  listen: (
    deps: Omit<SmtpListenerDeps, 'settings' | 'secrets'>,
  ) => Promise<SmtpListener | undefined>
  close: () => Promise<void>
}

/** So many mails are filed at once, of whatever organizations. */
const MOST_IN_HAND = 4

/** All that a worker does of mails that come in. */
export function openMailIn(
  { listener, domain, givesReplyAddresses }: MailInSettings,
  mailSecrets: readonly [Buffer, ...Buffer[]],
): MailIn {
  const parser = createMailParser()
  const giveReplyAddress: GiveReplyAddress = (ticket, organizationSlug) =>
    writeReplyAddress(signMailToken(mailSecrets[0], ticket), { organizationSlug, domain })
  return {
    filing: { parse: parser.parse, inTurn: createTurns(MOST_IN_HAND), mailSecrets, domain },
    giveReplyAddress: givesReplyAddresses ? giveReplyAddress : undefined,
    listen: async ({ db, notifyCommitted, now, report }) => {
      if (listener === undefined) return undefined
      const settings = { listener, domain }
      const own = { db, notifyCommitted, now, report }
      return startSmtpListener({ ...own, settings, secrets: mailSecrets })
    },
    close: parser.close,
  }
}
