export interface Authentication {
  spf: string | null
  dkim: string | null
  dmarc: string | null
}

/**
 * What the relay found out about a sender, of its headers `Authentication-Results`; null where they say nothing. Each of its programs
 * writes one, and the last that was written stands first: what is of another name came with the mail.
 */
export function readAuthentication(headers: readonly string[]): Authentication | null {
  const own = headers.filter((header) => nameServer(header) === nameServer(headers[0]))
  const plain = own.map((header) => header.replaceAll(/\([^()]{0,500}\)/g, ' ')).join(';') // comments
  const read = (method: string) =>
    new RegExp(`(?:^|[;\\s])${method}\\s*=\\s*([a-z]{1,20})`, 'i')
      .exec(plain)?.[1]
      ?.toLowerCase() ?? null
  const found = { spf: read('spf'), dkim: read('dkim'), dmarc: read('dmarc') }
  return found.spf === null && found.dkim === null && found.dmarc === null ? null : found
}

function nameServer(header = ''): string | undefined {
  return /^\s*([^\s;]+)/.exec(header)?.[1]?.toLowerCase()
}

/** The owner of the sender's domain says that such a mail is not from there. */
export function isForged(found: Authentication | null): boolean {
  return found?.dmarc === 'fail'
}
