import type { Antivirus } from '../src/files/antivirus.js'

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

/** The mail server takes this mail not now, or never. The message is its code: its words may name people. */
export class MailRefusedError extends Error {
  override name = 'MailRefusedError'
  readonly isFinal: boolean

  constructor(code: string, isFinal: boolean, cause?: unknown) {
    super(code, { cause })
    this.isFinal = isFinal
  }
}

/**
 * Sends one mail, or throws: `MailServerAwayError` when no other would have left either, `MailRefusedError` when it
 * is this one that is not taken. The same id may be sent twice after a crash: its Message-ID is the same.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** What files are looked at and converted with. */
export interface FileTools {
  antivirus: Antivirus
  /** Its path; undefined where there is none, as of now. */
  findFfmpeg(folder: string): Promise<string | undefined>
  /** A video that takes longer to convert is kept as it is. */
  videoMinutes: number
  /** Where copies of files lie while they are worked on; they may be as large as files are. */
  scratchFolder: string
}
