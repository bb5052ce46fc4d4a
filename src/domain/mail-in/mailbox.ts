/** Why a mailbox can't be read. */
export const MAILBOX_FAILURES = [
  'address_forbidden',
  'unreachable',
  'timed_out',
  'tls_failed',
  'sign_in_failed',
  'folder_not_found',
  'answer_invalid',
  'secret_required',
] as const
export type MailboxFailure = (typeof MAILBOX_FAILURES)[number]

/** How a mailbox is opened. */
export const MAILBOX_AUTHS = ['password', 'oauth'] as const
export type MailboxAuth = (typeof MAILBOX_AUTHS)[number]

const PORTS = { implicit: 993, upgraded: 143 }

export function defaultMailboxPort(secure: boolean): number {
  return secure ? PORTS.implicit : PORTS.upgraded
}

interface Address {
  host: string
  port: number
  secure: boolean
}

/** A secret that was given for one server is sent to no other, and not over another kind of connection. */
export function isSameServer(one: Address, other: Address): boolean {
  return one.host === other.host && one.port === other.port && one.secure === other.secure
}
