import type { MailboxFailure } from '../../domain/mail-in/mailbox.js'
import { OutboundError } from '../../outbound/errors.js'

/** A mailbox could not be read. Its code may be told; its cause has words of the server, and may not. */
export class MailboxError extends Error {
  override name = 'MailboxError'
  readonly code: MailboxFailure

  constructor(code: MailboxFailure, cause?: unknown) {
    super(code, { cause })
    this.code = code
  }
}

const LATE = ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT', 'ETIMEOUT', 'ETIMEDOUT']
const AWAY = /^(E(CONN|HOST|NET|PIPE|ADDR)|NoConnection|EConnectionClosed)/
const UNTRUSTED = /^(ERR_(TLS|SSL)|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|STARTTLS|EPROTO)|TLS/

/** What the client throws, in words of ours. */
export function nameFailure(error: unknown): MailboxError {
  if (error instanceof MailboxError) return error
  if (error instanceof OutboundError) {
    const isForbidden = error.code === 'address_forbidden'
    return new MailboxError(isForbidden ? 'address_forbidden' : 'unreachable', error)
  }
  return new MailboxError(findCode(error), error)
}

/** What a server says that lets nobody in just now, whatever their password (RFC 5530). */
const FOR_NOW = ['UNAVAILABLE', 'SERVERBUG', 'INUSE', 'LIMIT']

interface ClientError {
  code?: unknown
  serverResponseCode?: unknown
  authenticationFailed?: boolean
  mailboxMissing?: boolean
  tlsFailed?: boolean
}

function findCode(error: unknown): MailboxFailure {
  const { code, serverResponseCode, ...marks } = error as ClientError
  const { authenticationFailed, mailboxMissing, tlsFailed } = marks
  if (FOR_NOW.includes(String(serverResponseCode))) return 'unreachable'
  if (authenticationFailed === true) return 'sign_in_failed'
  if (mailboxMissing === true) return 'folder_not_found'
  if (typeof code !== 'string') return tlsFailed === true ? 'tls_failed' : 'answer_invalid'
  if (LATE.includes(code)) return 'timed_out'
  if (tlsFailed === true || UNTRUSTED.test(code)) return 'tls_failed'
  return AWAY.test(code) ? 'unreachable' : 'answer_invalid'
}

/** Something of ours failed while a mailbox was read: what it was is its cause. */
export class OwnFailure extends Error {
  override name = 'OwnFailure'

  constructor(cause: unknown) {
    super('OwnFailure', { cause })
  }
}
