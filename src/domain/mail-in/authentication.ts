export interface Authentication {
  spf: string | null
  dkim: string | null
  dmarc: string | null
}

/** What the relay found out about a sender, of its header `Authentication-Results`; null where it says nothing. */
export function readAuthentication(header: string | undefined): Authentication | null {
  if (header === undefined) return null
  const plain = header.replaceAll(/\([^()]{0,500}\)/g, ' ') // comments
  const read = (method: string) =>
    new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*([a-z]{1,20})`, 'i')
      .exec(plain)?.[1]
      ?.toLowerCase() ?? null
  const found = { spf: read('spf'), dkim: read('dkim'), dmarc: read('dmarc') }
  return found.spf === null && found.dkim === null && found.dmarc === null ? null : found
}

/** The owner of the sender's domain says that such a mail is not from there. */
export function isForged(found: Authentication | null): boolean {
  return found?.dmarc === 'fail'
}
