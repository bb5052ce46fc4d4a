export interface Mail {
  id: string
  organizationId: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

/** The mail server takes no mail at all: no fault of the one that it was tried with. */
export class MailServerAwayError extends Error {
  override name = 'MailServerAwayError'
}

/**
 * Sends one mail, or throws: `MailServerAwayError` when no other would have left either. The same id may be
 * sent twice after a crash: its Message-ID is the same.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
