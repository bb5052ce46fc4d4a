import { after } from './domain/time.js'
import {
  hasDevelopmentPassword,
  isEncryptedDatabase,
  isEncryptedMail,
  isEncryptedRedis,
  isEncryptedWeb,
  isLoopbackHost,
} from './encrypted-urls.js'
import type { OutboundSettings } from './outbound-settings.js'
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
  exportsPerUser: number
  registrationsPerAddress: number
  requestsPerDirectory: number
  questionsPerUser: number
  uploadQuota: number
  outbound: Pick<OutboundSettings, 'sms' | 'pushRules' | 'webhookRules' | 'mailboxRules'>
  corsOrigins: readonly string[]
  publicUrl: string | undefined
  apiUrl: string
  port: number
  staffStore: { baseUrl: string } | undefined
  chatbot: { model: { baseUrl: string } | undefined }
  shortestRepeat: string
  databaseDirectUrl: string
  temporal: { codecKeys: readonly unknown[] }
  /** Nobody on the way to Temporal can read what goes there. */
  protectsTemporal: boolean
  /** What Node is told by the environment. */
  node: { trustsAnyCertificate: boolean; isInspected: boolean }
}

/** One line on the first setting that would be unsafe; undefined when all are safe. */
export function findUnsafeSetting(settings: Settings): string | undefined {
  const exposure = findExposure(settings)
  if (exposure !== undefined) return exposure
  if (!settings.production) return undefined
  return PRODUCTION.find(([isUnsafe]) => isUnsafe(settings))?.[1]
}

/** The same of what migrating needs alone, in production. */
export function findUnsafeDatabase(urls: {
  databaseUrl: string
  databaseOwnerUrl: string
}): string | undefined {
  const named = [
    ['DATABASE_URL', urls.databaseUrl],
    ['DATABASE_OWNER_URL', urls.databaseOwnerUrl],
  ] as const
  for (const [setting, url] of named) {
    if (hasDevelopmentPassword(url)) return `${setting}: has the development password`
    if (!isEncryptedDatabase(url)) return needsTls(setting)
  }
  return undefined
}

function needsTls(setting: string): string {
  return `${setting}: needs ?sslmode=verify-full, unless the database is on this machine`
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
  [
    ({ requestsPerDirectory }) => requestsPerDirectory === 0,
    'RATE_LIMIT_SCIM: production limits what a directory asks (1800 is a good value)',
  ],
  [
    ({ registrationsPerAddress }) => registrationsPerAddress === 0,
    'RATE_LIMIT_REGISTRATIONS: production limits registrations (5 is a good value)',
  ],
  [
    ({ questionsPerUser }) => questionsPerUser === 0,
    'RATE_LIMIT_CHATBOT: production limits what the assistant is asked (20 is a good value)',
  ],
  [
    ({ exportsPerUser }) => exportsPerUser === 0,
    'RATE_LIMIT_EXPORTS: production limits exports (5 is a good value)',
  ],
  [({ smtpUrl }) => smtpUrl === undefined, 'SMTP_URL: production sends its mails'],
  [
    ({ smtpUrl = '' }) => !isEncryptedMail(smtpUrl),
    'SMTP_URL: must begin with smtps://, or have ?requireTLS=true, and check certificates, unless the server is this machine',
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
  [
    ({ outbound: { sms } }) => sms !== undefined && !isEncryptedWeb(sms.url),
    'SMS_GATEWAY_URL: must begin with https://, unless the gateway is on this machine',
  ],
  [
    ({ outbound: { pushRules } }) =>
      pushRules.trustedHosts.some((host) => OF_THE_MACHINE.test(host)),
    'PUSH_ALLOWED_HOSTS: must not name addresses at which a machine gives away its own credentials',
  ],
  [
    ({ outbound: { webhookRules } }) =>
      webhookRules.trustedHosts.some((host) => OF_THE_MACHINE.test(host)),
    'WEBHOOK_ALLOWED_HOSTS: must not name addresses at which a machine gives away its own credentials',
  ],
  [
    ({ outbound: { mailboxRules } }) =>
      mailboxRules.trustedHosts.some((host) => OF_THE_MACHINE.test(host)),
    'MAILBOX_ALLOWED_HOSTS: must not name addresses at which a machine gives away its own credentials',
  ],
  [
    ({ uploadQuota }) => uploadQuota === 0,
    'UPLOAD_QUOTA_GB: production limits what one user may keep (5 is a good value)',
  ],
  [
    ({ shortestRepeat }) => after(ANY_TIME, shortestRepeat) < after(ANY_TIME, 'PT1M'),
    'SHORTEST_REPEAT: production reminds nobody more often than once a minute (PT15M is a good value)',
  ],
  [
    ({ corsOrigins }) => !corsOrigins.every(isExactOrigin),
    'CORS_ORIGINS: must list exact origins, such as https://help.example.org',
  ],
  [
    ({ corsOrigins }) => !corsOrigins.every(isEncryptedWeb),
    'CORS_ORIGINS: must begin with https://, unless they are on this machine',
  ],
  [
    ({ publicUrl }) => publicUrl !== undefined && !isEncryptedWeb(publicUrl),
    'PUBLIC_URL: must begin with https://, unless the front end is on this machine: mails lead there',
  ],
  [
    ({ apiUrl, host, port }) => apiUrl !== `http://${host}:${port}` && !isEncryptedWeb(apiUrl),
    'API_URL: must begin with https://, unless the API is on this machine: other systems answer there',
  ],
  [
    ({ staffStore }) => staffStore !== undefined && !isEncryptedWeb(staffStore.baseUrl),
    'SMS_BASE_URL: must begin with https://, unless the store is on this machine: people come from there',
  ],
  [
    ({ chatbot: { model } }) => model !== undefined && !isEncryptedWeb(model.baseUrl),
    'AI_BASE_URL: must begin with https://, unless the endpoint is on this machine: what people ask goes there',
  ],
  [
    ({ databaseDirectUrl }) => hasDevelopmentPassword(databaseDirectUrl),
    'DATABASE_DIRECT_URL: has the development password',
  ],
  [
    ({ databaseDirectUrl }) => !isEncryptedDatabase(databaseDirectUrl),
    needsTls('DATABASE_DIRECT_URL'),
  ],
  [
    ({ protectsTemporal }) => !protectsTemporal,
    'TEMPORAL_TLS: production reaches Temporal by TLS, unless it is on this machine',
  ],
  [
    ({ temporal }) => temporal.codecKeys.length === 0,
    'TEMPORAL_CODEC_KEYS: production encrypts what Temporal keeps, and seals second factors (first:<openssl rand -base64 32>)',
  ],
  [
    ({ node }) => node.trustsAnyCertificate,
    'NODE_TLS_REJECT_UNAUTHORIZED: production believes no certificate that it can not check; NODE_EXTRA_CA_CERTS names an authority of your own',
  ],
  [
    ({ node }) => node.isInspected,
    'NODE_OPTIONS: production lets nobody inspect it (--inspect runs what it is told to)',
  ],
]

/** Of the link: there clouds tell each machine who it is, and by which keys it may do what. */
const OF_THE_MACHINE = /^(169\.254\.|\[fe80:|\[fd00:ec2:)/i

/** Durations are compared from one. */
const ANY_TIME = '2026-01-01T00:00:00.000Z'

/** An application's own scheme, which has no origin but itself. */
const OWN_SCHEME = /^[a-z][a-z\d+.-]*:\/\/[a-z\d.-]+$/

/** As a browser names it: with neither path nor star. */
function isExactOrigin(text: string): boolean {
  if (text.includes('*') || !URL.canParse(text)) return false
  const { origin } = new URL(text)
  return origin === 'null' ? OWN_SCHEME.test(text) : origin === text
}
