/** Where a mail is to go, of an address of ours. */
export type Recipient =
  | { kind: 'department'; organizationSlug: string; code: string }
  | { kind: 'reply'; organizationSlug: string; token: string }

const REPLY = 'reply+'
const LOCAL = /^[\w.+-]{1,64}$/

/** Undefined for an address that is not ours: nothing is passed on. */
export function readRecipient(address: string, domain: string): Recipient | undefined {
  const [local = '', host = '', more] = address.toLowerCase().split('@')
  const suffix = `.${domain.toLowerCase()}`
  if (more !== undefined || !LOCAL.test(local) || !host.endsWith(suffix)) return undefined
  const organizationSlug = host.slice(0, -suffix.length)
  if (organizationSlug === '' || organizationSlug.includes('.')) return undefined
  if (local.startsWith(REPLY)) {
    return { kind: 'reply', organizationSlug, token: local.slice(REPLY.length) }
  }
  return { kind: 'department', organizationSlug, code: local }
}

export function writeReplyAddress(
  token: string,
  { organizationSlug, domain }: { organizationSlug: string; domain: string },
): string {
  return `${REPLY}${token}@${organizationSlug}.${domain}`
}

/** Where mails about a ticket are answered to, by the slug of its organization. */
export type GiveReplyAddress = (
  ticket: { organizationId: string; ticketId: string },
  organizationSlug: string,
) => string
