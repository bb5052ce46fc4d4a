/** A name or address that only this machine itself can reach. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** Nobody on the way can read, or change, what goes to such an address: each says so of one kind. */
export function isEncryptedWeb(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || isLoopbackHost(hostname)
}

export function isEncryptedMail(url: string): boolean {
  const { protocol, hostname, searchParams } = new URL(url)
  if (isLoopbackHost(hostname)) return true
  // the client takes these over whatever the protocol says
  const isWeakened =
    searchParams.has('ignoreTLS') || searchParams.getAll('tls.rejectUnauthorized').includes('false')
  return !isWeakened && (protocol === 'smtps:' || searchParams.get('requireTLS') === 'true')
}

export function isEncryptedRedis(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'rediss:' || isLoopbackHost(hostname)
}

/** With any of these the driver checks the server's certificate. */
const CHECKED_MODES = ['require', 'verify-ca', 'verify-full']

/** The host is empty, or a folder, where it is a Unix socket. */
export function isEncryptedDatabase(url: string): boolean {
  const { host, parameters } = readDatabaseUrl(url) ?? {}
  if (host === undefined || parameters === undefined) return false
  if (host === '' || host.startsWith('/') || isLoopbackHost(host)) return true
  if (parameters.get('uselibpqcompat') === 'true' && parameters.get('sslmode') !== 'verify-full') {
    return false // as libpq has them the other modes check less
  }
  return CHECKED_MODES.includes(parameters.get('sslmode') ?? '')
}

/** Who knows the project knows it. */
export function hasDevelopmentPassword(url: string): boolean {
  return readDatabaseUrl(url)?.password === 'perdure'
}

/** As the driver reads it: of what is given twice the last counts, and parameters count more than what stands before. */
function readDatabaseUrl(url: string) {
  const named = url.replace('@/', '@localhost/') // no host is this machine, which a URL can't say
  if (!URL.canParse(named)) return undefined
  const { hostname, password, searchParams } = new URL(named)
  const parameters = new Map(searchParams)
  return {
    host: parameters.get('host') ?? decodeURIComponent(hostname),
    password: parameters.get('password') ?? decodeURIComponent(password),
    parameters,
  }
}
