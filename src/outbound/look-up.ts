import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './address.js'
import { OutboundError } from './errors.js'

/** The addresses of a name; none where there is no such name. */
export type Resolve = (hostname: string) => Promise<string[]>

const TIMES = { timeout: 1_000, tries: 2 }

/**
 * Asks name servers alone, and so waits in none of the few threads that files and images need: whoever names a host must
 * not be able to hold these up. Of a machine's own table of hosts nobody outside may have anything looked up.
 */
export async function askNameServers(hostname: string): Promise<string[]> {
  const resolver = new Resolver(TIMES)
  const answers = await Promise.allSettled([
    resolver.resolve4(hostname),
    resolver.resolve6(hostname),
  ])
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

/**
 * What a connection looks its host up by: it gets the addresses that were judged, and connects to one of these. One that
 * is not public is a reason to call none, as a name that leads inside now and then is meant to be overlooked.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  const find = async (hostname: string): Promise<string[]> => {
    const addresses = await resolve(hostname)
    if (!addresses.every(isPublicAddress)) throw new OutboundError('address_forbidden')
    return addresses
  }
  return (hostname, options, callback) => {
    find(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (first === undefined) return callback(new OutboundError('unreachable'), '')
        if (options.all !== true) return callback(null, first, isIP(first))
        callback(
          null,
          addresses.map((address) => ({ address, family: isIP(address) })),
        )
      },
      (error: Error) => callback(error, ''),
    )
  }
}
