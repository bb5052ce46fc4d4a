import type { Antivirus } from '../src/files/antivirus.js'

export interface MailAttachment {
  name: string
  /** Such as `image/png`. */
  type: string
  content: Uint8Array
  /** What the mail's page shows it by; left out where it does not. */
  cid?: string
}

export interface Mail {
  id: string
  organizationId: string
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  attachments?: readonly MailAttachment[]
}

/** What tells people takes nothing at all: no fault of the letter that it was tried with. The message is a code. */
export class CarrierAwayError extends Error {
  override name = 'CarrierAwayError'
}

/** This letter is not taken now, or never. The message is a code: the words of the other side may name people. */
export class CarrierRefusedError extends Error {
  override name = 'CarrierRefusedError'
  readonly isFinal: boolean

  constructor(code: string, isFinal: boolean, cause?: unknown) {
    super(code, { cause })
    this.isFinal = isFinal
  }
}

/** The same of a letter that went to several devices, some of which have it: whoever reads it was told. */
export class PartlyRefusedError extends CarrierRefusedError {
  override name = 'PartlyRefusedError'
}

/**
 * Sends one mail, or throws: `CarrierAwayError` when no other would have left either, `CarrierRefusedError` when it
 * is this one that is not taken. The same id may be sent twice after a crash: its Message-ID is the same.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>
}

/** A browser that has asked to be told, as it names itself. */
export interface PushDevice {
  id: string
  endpoint: string
  p256dh: string
  auth: string
}

/** What is shown on a device. It is known by its `id`, so that what comes twice is shown once. */
export interface PushMessage {
  id: string
  type: string
  ticketId: string
  number: string
  title: string
  body: string
  /** Where it leads; null where there is no front end. */
  url: string | null
}

/** Pushes to one device. `gone`: it wants nothing more. Throws `CarrierRefusedError`: devices have services of their own. */
export interface Pusher {
  send(device: PushDevice, message: PushMessage): Promise<'taken' | 'gone'>
}

/** The same id may be sent twice after a crash: whoever takes it passes it on once. */
export interface TextMessage {
  id: string
  /** E.164. */
  to: string
  text: string
}

/** Sends one text message, or throws as a `Mailer` does. */
export interface Texter {
  send(message: TextMessage): Promise<void>
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
  /** Where the programs that look into files lie translated; their sources are run where this is left out. */
  programs?: string | undefined
}
