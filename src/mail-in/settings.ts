/** How mails come in by SMTP. */
export interface MailInSettings {
  /** Undefined: no mail comes in by SMTP, in this process. */
  listener:
    | { host: string; port: number; tls: { cert: string; key: string } | undefined }
    | undefined
  /** What our addresses end with: `<department code>@<organization>.<domain>`. */
  domain: string
  /** Mails about a ticket name where they are answered to. */
  givesReplyAddresses: boolean
}
