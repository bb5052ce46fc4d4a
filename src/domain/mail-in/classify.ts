import { type Envelope, type MailHead, type MailReason, OWN_ID_DOMAIN } from './mail.js'

/** A person writes no more in so long; a machine that answers ours does. */
export const MOST_OF_A_SENDER = 10
/** A mail that went through so many servers goes round. */
const MOST_HOPS = 50

const MACHINES = /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply)(?:[+@]|$)/i
const ABSENCES = ['x-autoreply', 'x-autorespond', 'x-auto-response']
const LISTS = ['list-id', 'list-unsubscribe', 'list-post', 'mailing-list']

export interface Traffic {
  /** What this sender has sent within the window before, this one among it. */
  ofSender: number
  /** Servers that it went through. */
  hops: number
}

/** Why a mail is put into no ticket, whoever sent it and whatever it says; undefined where a person may have written it. */
export function findCut(
  head: MailHead,
  envelope: Pick<Envelope, 'sender'>,
  { ofSender, hops }: Traffic,
): MailReason | undefined {
  if (isOwn(head) || hops > MOST_HOPS) return 'loop'
  if (isBounce(head, envelope)) return 'bounce'
  if (isAutoSubmitted(head)) return 'auto_submitted'
  if (isBulk(head)) return 'bulk'
  return ofSender > MOST_OF_A_SENDER ? 'too_many' : undefined
}

/** A mail of ours that came back. */
function isOwn({ messageId }: MailHead): boolean {
  return messageId?.toLowerCase().endsWith(`@${OWN_ID_DOMAIN}>`) === true
}

function isBounce({ contentType, reportType }: MailHead, { sender }: { sender: string }): boolean {
  return sender === '' || (contentType === 'multipart/report' && reportType === 'delivery-status')
}

function isAutoSubmitted({ headers, from, contentType }: MailHead): boolean {
  const said = headers['auto-submitted']?.toLowerCase().split(';', 1).join('').trim()
  if (said !== undefined && said !== '' && said !== 'no') return true
  if (contentType === 'multipart/report') return true // a receipt
  if (headers.precedence?.trim().toLowerCase() === 'auto_reply') return true
  if (ABSENCES.some((name) => headers[name] !== undefined)) return true
  return from !== null && MACHINES.test(from.address)
}

function isBulk({ headers }: MailHead): boolean {
  const precedence = headers.precedence?.trim().toLowerCase() ?? ''
  const isListed = LISTS.some((name) => headers[name] !== undefined)
  return isListed || ['bulk', 'list', 'junk'].includes(precedence)
}
