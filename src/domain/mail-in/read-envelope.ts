import type { Envelope } from './mail.js'
import { readRecipient } from './recipient.js'

const FOLDS = /\r?\n[ \t]+/g
const RETURN_PATH = /^return-path:[ \t]*<([^<>\r\n]{0,254})>/im
const DELIVERED = /^(?:to|cc|delivered-to|x-original-to|envelope-to):(.*)$/gim
const ADDRESS = /[\w.+-]{1,64}@[\w.-]{1,190}/g
const PLAIN = /^[\x21-\x7e]*$/
/** What a mail is from that does not say where its bounces go: it is no bounce. */
const UNKNOWN = 'unknown'
const MOST_RECIPIENTS = 100
const MESSAGE_ID = /<[^<>\s\p{Cc}]{1,250}>/u
const SENDER = /^[^\s@<>"\p{Cc}]{1,64}@[^\s@<>"\p{Cc}]{1,190}$/u

/** What an SMTP client would have named of a mail that lies in a mailbox, of its header. Of our addresses those that answers go to. */
export function readEnvelope(header: string, domain: string): Envelope {
  const lines = header.replace(FOLDS, ' ')
  const sender = RETURN_PATH.exec(lines)?.slice(1).join('').toLowerCase().trim()
  const named = [...lines.matchAll(DELIVERED)].flatMap(([line]) => line.match(ADDRESS) ?? [])
  const ours = named
    .map((address) => address.toLowerCase())
    .filter((address) => readRecipient(address, domain)?.kind === 'reply')
  return {
    sender: sender !== undefined && PLAIN.test(sender) ? sender : UNKNOWN,
    recipients: [...new Set(ours)].slice(0, MOST_RECIPIENTS),
  }
}

/** As a server says it, in the words of whoever wrote the mail, and as long as they like. */
interface SaidOfMail {
  messageId?: string | undefined
  from?: readonly { address?: string | undefined }[] | undefined
  subject?: string | undefined
}

/** What is listed of a mail of which no more is read than its server says, within the bounds of those that are. */
export function readListed({ messageId = '', from = [], subject = '' }: SaidOfMail) {
  const address = from[0]?.address?.toLowerCase() ?? ''
  return {
    messageId: MESSAGE_ID.exec(messageId)?.[0] ?? null,
    sender: SENDER.test(address) ? address : null,
    subject,
  }
}
