/** What browsers know this installation by. */
export interface PushSettings {
  publicKey: string
  privateKey: string
  /** Whom the service of a browser may write to. */
  subject: string
}

export interface SmsSettings {
  url: string
  secret: string
}
