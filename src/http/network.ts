import { isIP, isIPv6 } from 'node:net'

/** IPv4 as it is; of IPv6 the first 64 bits, because whoever has one address has all that begin with them. */
export function networkName(address: string | null): string {
  if (address === null) return 'unknown'
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? []
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  // An IPv4 address at the end stands for two groups.
  const given = before.length + after.length + (address.includes('.') ? 1 : 0)
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - given }, () => '0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** An IPv4 client of a socket that takes both is called by its IPv4 address. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** What a proxy says is believed only where it is an address: it is stored, logged and counted by. */
export function findClientAddress(
  forwarded: string | undefined,
  peer: string | undefined,
  trustedProxies: number,
): string | null {
  const believed =
    trustedProxies > 0 ? forwarded?.split(',').at(-trustedProxies)?.trim() : undefined
  const address = believed !== undefined && isIP(believed) !== 0 ? believed : peer
  return address === undefined ? null : plainAddress(address)
}
