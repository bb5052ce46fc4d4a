import type { StorageSettings } from './storage/open.js'

/** What of the settings may be unsafe. */
interface Settings {
  production: boolean
  host: string
  allowsNetwork: boolean
  signingKeys: { inline?: string; file?: string }
  metricsToken: string | undefined
  loginsPerAddress: number
  requestsPerUser: number
  requestsPerOrganization: number
  publicRequestsPerAddress: number
  redisUrl: string | undefined
  smtpUrl: string | undefined
  storage: StorageSettings
  corsOrigins: readonly string[]
  databaseUrl: string
  databaseDirectUrl: string
  /** Nobody on the way to Temporal can read what goes there. */
  protectsTemporal: boolean
}

/** A name or address that only this machine itself can reach. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host)
}

/** One line on the first setting that would be unsafe; undefined when all are safe. */
export function findUnsafeSetting(settings: Settings): string | undefined {
  const exposure = findExposure(settings)
  if (exposure !== undefined) return exposure
  if (!settings.production) return undefined
  return PRODUCTION.find(([isUnsafe]) => isUnsafe(settings))?.[1]
}

/** A development start has accounts with a published password, and neither limits nor keys of its own. */
export function findExposure({ host, allowsNetwork }: Pick<Settings, 'host' | 'allowsNetwork'>) {
  if (allowsNetwork || isLoopbackHost(host)) return undefined
  return (
    `HOST: ${host} would offer a development start and its demo accounts to the network; ` +
    'set NODE_ENV=production, or DEVELOPMENT_ON_NETWORK=true if that is meant'
  )
}

const PRODUCTION: [isUnsafe: (settings: Settings) => boolean, line: string][] = [
  [
    ({ signingKeys }) => signingKeys.inline === undefined && signingKeys.file === undefined,
    'SIGNING_KEYS or SIGNING_KEYS_FILE: production signs with its own keys',
  ],
  [({ metricsToken }) => metricsToken === undefined, 'METRICS_TOKEN: production guards /metrics'],
  [
    ({ loginsPerAddress }) => loginsPerAddress === 0,
    'RATE_LIMIT_LOGINS: production limits sign-ins (50 is a good value)',
  ],
  [
    ({ requestsPerUser }) => requestsPerUser === 0,
    'RATE_LIMIT_REQUESTS: production limits requests (600 is a good value)',
  ],
  [
    ({ requestsPerOrganization }) => requestsPerOrganization === 0,
    'RATE_LIMIT_ORGANIZATION: production limits requests (3000 is a good value)',
  ],
  [
    ({ publicRequestsPerAddress }) => publicRequestsPerAddress === 0,
    'RATE_LIMIT_ADDRESS: production limits requests (600 is a good value)',
  ],
  [({ smtpUrl }) => smtpUrl === undefined, 'SMTP_URL: production sends its mails'],
  [
    ({ smtpUrl = '' }) => !isEncryptedMail(smtpUrl),
    'SMTP_URL: must begin with smtps://, or have ?requireTLS=true, unless the server is this machine',
  ],
  [
    ({ redisUrl }) => redisUrl !== undefined && !isEncryptedRedis(redisUrl),
    'REDIS_URL: must begin with rediss://, unless Redis is on this machine',
  ],
  [
    ({ storage: { s3 } }) =>
      s3 !== undefined && [s3.endpoint, s3.publicEndpoint].some((url) => !isEncryptedWeb(url)),
    'S3_ENDPOINT, S3_PUBLIC_ENDPOINT: must begin with https://, unless the store is on this machine',
  ],
  [({ corsOrigins }) => corsOrigins.includes('*'), 'CORS_ORIGINS: must list exact origins'],
  [
    ({ databaseUrl }) => /:\/\/[^/]*perdure:perdure@/.test(databaseUrl),
    'DATABASE_URL: has the development password',
  ],
  [
    ({ databaseUrl }) => !isEncryptedDatabase(databaseUrl),
    'DATABASE_URL: needs ?sslmode=verify-full, unless the database is on this machine',
  ],
  [
    ({ databaseDirectUrl }) => !isEncryptedDatabase(databaseDirectUrl),
    'DATABASE_DIRECT_URL: needs ?sslmode=verify-full, unless the database is on this machine',
  ],
  [
    ({ protectsTemporal }) => !protectsTemporal,
    'TEMPORAL_TLS: production reaches Temporal by TLS, unless it is on this machine',
  ],
]

function isEncryptedWeb(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || isLoopbackHost(hostname)
}

function isEncryptedMail(url: string): boolean {
  const { protocol, hostname, searchParams } = new URL(url)
  return (
    protocol === 'smtps:' || searchParams.get('requireTLS') === 'true' || isLoopbackHost(hostname)
  )
}

function isEncryptedRedis(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'rediss:' || isLoopbackHost(hostname)
}

/** With any of these the driver checks the server's certificate. */
const CHECKED_MODES = ['require', 'verify-ca', 'verify-full']

/** The host is empty, or a folder, where it is a Unix socket. */
function isEncryptedDatabase(url: string): boolean {
  const named = url.replace('@/', '@localhost/') // no host is this machine, which a URL can't say
  if (!URL.canParse(named)) return false
  const { hostname, searchParams } = new URL(named)
  const host = searchParams.get('host') ?? decodeURIComponent(hostname)
  if (host === '' || host.startsWith('/') || isLoopbackHost(host)) return true
  return CHECKED_MODES.includes(searchParams.get('sslmode') ?? '')
}
