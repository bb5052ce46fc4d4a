import { isAddress, isPublicAddress, stripBrackets } from './address.js'
import { OutboundError } from './errors.js'
import { leadsInside, type OutboundRules } from './judge-url.js'
import { askNameServers, type Resolve } from './look-up.js'

/** A server that is called by no URL. */
export interface HostAndPort {
  host: string
  port: number
}

/** Where a connection goes. */
export interface Reached {
  /** Of a host that is meant wherever it is its name, else an address that was judged. */
  address: string
  /** Whoever runs this has named it, or it is this machine: what is sent there needs no encryption. */
  isTrusted: boolean
}

export interface HostReach {
  /** Why nothing would be sent there, in words that follow its name; for when it is named. It is judged again at each connection. */
  judge(server: HostAndPort): Promise<string | undefined>
  /** The address to connect to; its name is not to be looked up again. Throws `OutboundError`. */
  find(server: HostAndPort): Promise<Reached>
}

const THIS_MACHINE = '127.0.0.1'

/** The same rules as for URLs, for servers of a protocol with ports of its own. */
export function createHostReach(
  rules: OutboundRules,
  ports: readonly number[],
  resolve: Resolve = askNameServers,
): HostReach {
  const isTrusted = ({ host, port }: HostAndPort) =>
    rules.trustedHosts.some((one) => one === host || one === `${host}:${port}`) ||
    (rules.allowsThisMachine && host === THIS_MACHINE)
  const judgeName = (server: HostAndPort) => {
    if (isTrusted(server)) return undefined
    if (!ports.includes(server.port)) return `must be reached at port ${ports.join(' or ')}`
    return leadsInside(server.host) ? 'must be a public address' : undefined
  }
  return {
    judge: async (server) => {
      const refused = judgeName(server)
      if (refused !== undefined || isTrusted(server) || isAddress(server.host)) return refused
      const addresses = await resolve(server.host) // none is no reason: it may be a moment's
      return addresses.every(isPublicAddress) ? undefined : 'must be a public address'
    },
    find: async (server) => {
      const host = stripBrackets(server.host)
      if (judgeName(server) !== undefined) throw new OutboundError('address_forbidden')
      if (isTrusted(server)) return { address: host, isTrusted: true }
      const addresses = isAddress(host) ? [host] : await resolve(host)
      if (!addresses.every(isPublicAddress)) throw new OutboundError('address_forbidden')
      const [address] = addresses
      if (address === undefined) throw new OutboundError('unreachable')
      return { address, isTrusted: false }
    },
  }
}
