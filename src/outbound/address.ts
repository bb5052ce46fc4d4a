import ipaddr from 'ipaddr.js'

/**
 * All that is given out of IPv6 for the open network. What lies outside of it leads elsewhere or nowhere: `::127.0.0.1`,
 * for one, is an old way to write an address of IPv4.
 */
const GIVEN_OUT = ipaddr.parseCIDR('2000::/3')

/** Looks public, and is a cloud's own: every machine of it reaches its controller there. */
const OF_A_CLOUD = new Set(['168.63.129.16'])

/** Whether an address is one of the open network: not of this machine, its neighbours, its provider, or nobody's. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text) // an address of IPv4 that is written as one of IPv6 is judged as what it is
  if (address.range() !== 'unicast' || OF_A_CLOUD.has(address.toString())) return false
  return address.kind() === 'ipv4' || address.match(GIVEN_OUT)
}

/** As a URL has it: of IPv6 in brackets. */
export function isAddress(hostname: string): boolean {
  return ipaddr.isValid(stripBrackets(hostname))
}

export function stripBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}
