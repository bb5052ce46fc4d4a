import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { type ChatbotSettings, chatbotEnvironment, readChatbot } from './chatbot-settings.js'
import { ConfigError } from './config-error.js'
import { isDuration } from './domain/time.js'
import { isLoopbackHost } from './encrypted-urls.js'
import { type FileSettings, fileEnvironment, readFileSettings } from './file-settings.js'
import type { MailInSettings } from './mail-in/settings.js'
import { mailInEnvironment, readMailIn } from './mail-in-settings.js'
import { type OidcSettings, oidcEnvironment, readOidc } from './oidc-settings.js'
import { type OutboundSettings, outboundEnvironment, readOutbound } from './outbound-settings.js'
import { parseEnvironment } from './parse-environment.js'
import { type RateLimits, rateLimitEnvironment, readRateLimits } from './rate-limit-settings.js'
import { logLevel, mode, port, webUrl, wholeNumber, yesOrNo } from './setting-shapes.js'
import {
  readStaffStore,
  type StaffStoreSettings,
  staffStoreEnvironment,
} from './staff-store-settings.js'
import { NO_DEMO, readStart, type StartConfig, startEnvironment } from './start-settings.js'
import type { StorageSettings } from './storage/open.js'
import { readStorage, storageEnvironment } from './storage-settings.js'
import {
  isProtected,
  readTemporal,
  type TemporalConfig,
  temporalEnvironment,
} from './temporal-settings.js'
import { findUnsafeDatabase, findUnsafeSetting } from './unsafe-settings.js'
import { readWorker, type WorkerConfig, workerEnvironment } from './worker-settings.js'

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')

const databaseEnvironment = z.object({
  NODE_ENV: mode.default('production'),
  DATABASE_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl.optional(),
})

const environment = z.object({
  NODE_ENV: mode.default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  DEVELOPMENT_ON_NETWORK: yesOrNo.default('false'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_POOL: wholeNumber(2).default(20),
  ...temporalEnvironment.shape,
  ...workerEnvironment.shape,
  ...storageEnvironment.shape,
  ...fileEnvironment.shape,
  ...outboundEnvironment.shape,
  ...mailInEnvironment.shape,
  ...oidcEnvironment.shape,
  ...staffStoreEnvironment.shape,
  ...chatbotEnvironment.shape,
  UPLOAD_QUOTA_GB: wholeNumber(0).default(5),
  SIGNING_KEYS: z.string().optional(),
  SIGNING_KEYS_FILE: z.string().optional(),
  ISSUER: z.string().default('perdure'),
  CORS_ORIGINS: z.string().default(''),
  TRUSTED_PROXIES: wholeNumber(0).default(0),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  ...rateLimitEnvironment.shape,
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be a URL that begins with smtp:// or smtps://' })
    .optional(),
  MAIL_FROM: z.string().default('Perdure <help@localhost>'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a URL that begins with redis:// or rediss://' })
    .optional(),
  PUBLIC_URL: webUrl.optional(),
  API_URL: webUrl.optional(),
  SHORTEST_REPEAT: z.string().refine(isDuration, 'must be an ISO 8601 duration').optional(),
  LOG_LEVEL: logLevel.default('info'),
  NODE_TLS_REJECT_UNAUTHORIZED: z.string().optional(),
  NODE_OPTIONS: z.string().default(''),
})

/** The names of all settings of API and worker. */
export const SETTINGS = Object.keys(environment.shape)

export interface Config extends WorkerConfig, RateLimits {
  production: boolean
  host: string
  /** `/dev/mails` shows all mails to whoever sits at the machine: in development alone, on its own address alone. */
  showsDevMails: boolean
  port: number
  databaseUrl: string
  /** LISTEN and advisory locks need a session of their own, which a pooler does not give. */
  databaseDirectUrl: string
  databaseOwnerUrl: string
  databasePool: number
  temporal: TemporalConfig
  /** Where files are kept. */
  storage: StorageSettings
  files: FileSettings
  /** Undefined: nobody signs in by OpenID Connect. */
  oidc: OidcSettings | undefined
  /** What one user's files may have together, in bytes; 0 is no limit. */
  uploadQuota: number
  /** A JWK set with private keys; the first signs, all verify. */
  signingKeys: { inline?: string; file?: string }
  issuer: string
  corsOrigins: string[]
  /** How many proxies in front may be believed about the client's address. */
  trustedProxies: number
  metricsToken: string | undefined
  /** What passes between instances goes by it, and by PostgreSQL where there is none. */
  redisUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  mailIn: MailInSettings
  outbound: OutboundSettings
  /** Where a front end shows the tickets; undefined where there is none. */
  publicUrl: string | undefined
  /** Where other systems reach the API: without a path. */
  apiUrl: string
  /** Undefined: nobody's people come from elsewhere. */
  staffStore: StaffStoreSettings | undefined
  chatbot: ChatbotSettings
  /** Reminders that somebody asks for, or sets, come no more often. */
  shortestRepeat: string
  logLevel: string
}

export type { StartConfig, TemporalConfig }
export { ConfigError, NO_DEMO }

/** Where `npm start` says how to reach what it runs, for a second API or worker beside it. */
export function startedEnvironmentFile(dataFolder: string): string {
  return join(dataFolder, 'env')
}

/**
 * The environment, and where it is silent what a running start has written. It goes with its own database alone: given
 * another one, nothing of it holds, least of all its being a development start.
 */
function readEnvironment(): NodeJS.ProcessEnv {
  const file = startedEnvironmentFile(process.env.DATA_FOLDER ?? '.data')
  if (!existsSync(file)) return process.env
  const written = parseEnv(readFileSync(file, 'utf8'))
  const { DATABASE_URL = written.DATABASE_URL } = process.env
  return DATABASE_URL === written.DATABASE_URL ? { ...written, ...process.env } : process.env
}

/** All that migrating and seeding need. Throws `ConfigError`. */
export function loadDatabaseConfig(env: NodeJS.ProcessEnv = readEnvironment()) {
  const e = parseEnvironment(databaseEnvironment, env)
  const production = e.NODE_ENV === 'production'
  const { DATABASE_URL: databaseUrl, DATABASE_OWNER_URL: databaseOwnerUrl = databaseUrl } = e
  const unsafe = production ? findUnsafeDatabase({ databaseUrl, databaseOwnerUrl }) : undefined
  if (unsafe !== undefined) throw new ConfigError(unsafe)
  return { databaseUrl, databaseOwnerUrl, production }
}

/** The only reader of the environment. Throws `ConfigError`. */
export function loadConfig(env: NodeJS.ProcessEnv = readEnvironment()): Config {
  const e = parseEnvironment(environment, env)
  const { databaseUrl, databaseOwnerUrl, production } = loadDatabaseConfig(env)
  const config: Config = {
    production,
    host: e.HOST,
    showsDevMails: !production && isLoopbackHost(e.HOST),
    port: e.PORT,
    databaseUrl,
    databaseDirectUrl: e.DATABASE_DIRECT_URL ?? databaseUrl,
    databaseOwnerUrl,
    databasePool: e.DATABASE_POOL,
    temporal: readTemporal(e),
    ...readWorker(e),
    storage: readStorage(e),
    files: readFileSettings(e),
    oidc: readOidc(e, { production, callback: callbackUrl(e) }),
    uploadQuota: e.UPLOAD_QUOTA_GB * 1024 ** 3,
    signingKeys: {
      ...(e.SIGNING_KEYS === undefined ? {} : { inline: e.SIGNING_KEYS }),
      ...(e.SIGNING_KEYS_FILE === undefined ? {} : { file: e.SIGNING_KEYS_FILE }),
    },
    issuer: e.ISSUER,
    corsOrigins: e.CORS_ORIGINS.split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    trustedProxies: e.TRUSTED_PROXIES,
    metricsToken: e.METRICS_TOKEN,
    ...readRateLimits(e, production),
    redisUrl: e.REDIS_URL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    mailIn: readMailIn(e),
    outbound: readOutbound(e, production),
    publicUrl: e.PUBLIC_URL,
    apiUrl: e.API_URL ?? e.PUBLIC_URL ?? `http://${e.HOST}:${e.PORT}`,
    staffStore: readStaffStore(e),
    chatbot: readChatbot(e),
    shortestRepeat: e.SHORTEST_REPEAT ?? (production ? 'PT15M' : 'PT1S'),
    logLevel: e.LOG_LEVEL,
  }
  const unsafe = findUnsafeSetting({
    ...config,
    protectsTemporal: isProtected(config.temporal),
    allowsNetwork: production || e.DEVELOPMENT_ON_NETWORK === 'true',
    node: {
      trustsAnyCertificate: e.NODE_TLS_REJECT_UNAUTHORIZED === '0',
      isInspected: /--inspect/.test(e.NODE_OPTIONS),
    },
  })
  if (unsafe !== undefined) throw new ConfigError(unsafe)
  return config
}

/** Where this process itself is reached, and a browser on its machine reaches it. */
function callbackUrl({ HOST, PORT }: { HOST: string; PORT: number }): string {
  return `http://${HOST}:${PORT}/api/v1/auth/oidc/callback`
}

/** What `npm start` and `npm test` decide before there is a database. Throws `ConfigError`. */
export function loadStartConfig(env: NodeJS.ProcessEnv = process.env): StartConfig {
  return readStart(parseEnvironment(startEnvironment, env))
}
