export interface Mail {
  id: string
  organizationId: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

/** Sends one mail, or throws. The same id may be sent twice after a crash: its Message-ID is the same. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
