import { isAddress, isPublicAddress, stripBrackets } from './address.js'

/** Where calls to the outside may go, beside the open network. */
export interface OutboundRules {
  /** `http://127.0.0.1:<port>`, that alone: for trials on one machine. */
  allowsThisMachine: boolean
  /** `host` or `host:port`, as whoever runs this names them: wherever they are, they are meant. */
  trustedHosts: readonly string[]
}

const PORTS = ['', '8443'] // 443 is the default, which a URL leaves out
const THIS_MACHINE = /^http:\/\/127\.0\.0\.1:\d{1,5}(?:[/?]|$)/
const LOCAL_NAME = /(?:^|\.)localhost\.?$/

/** Why nothing is sent to an address, in words that follow its name; undefined where it may be. It asks no name server. */
export function judgeUrl(text: string, rules: OutboundRules): string | undefined {
  if (!URL.canParse(text)) return 'must be a URL'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'must not hold a name or a password'
  if (isTrusted(url, rules)) return undefined
  if (rules.allowsThisMachine && THIS_MACHINE.test(text)) return undefined
  if (url.protocol !== 'https:') return 'must begin with https://'
  if (!PORTS.includes(url.port)) return 'must use port 443 or 8443'
  return leadsInside(url.hostname) ? 'must be a public address' : undefined
}

/** Of a name this is known when it is looked up. */
export function leadsInside(hostname: string): boolean {
  if (isAddress(hostname)) return !isPublicAddress(stripBrackets(hostname))
  return LOCAL_NAME.test(hostname)
}

export function isTrusted(
  { protocol, host, hostname }: Pick<URL, 'protocol' | 'host' | 'hostname'>,
  { trustedHosts }: Pick<OutboundRules, 'trustedHosts'>,
): boolean {
  const isWeb = protocol === 'https:' || protocol === 'http:'
  return isWeb && trustedHosts.some((one) => one === host || one === hostname)
}
