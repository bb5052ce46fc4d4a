import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65_535)
const count = z.coerce.number().int().min(0)

const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  DATABASE_POOL: count.min(2).default(20),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('perdure'),
  CARRY_OUT_ACTIVITY: z.enum(['local', 'normal']).default('local'),
  MAX_CACHED_WORKFLOWS: count.min(1).default(1_000),
  SIGNING_KEYS: z.string().optional(),
  SIGNING_KEYS_FILE: z.string().optional(),
  ISSUER: z.string().default('perdure'),
  CORS_ORIGINS: z.string().default(''),
  TRUSTED_PROXIES: count.default(0),
  METRICS_TOKEN: z.string().min(16).optional(),
  RATE_LIMIT_LOGINS: count.default(0),
  RATE_LIMIT_REQUESTS: count.default(0),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('Perdure <help@localhost>'),
  PUBLIC_URL: z.string().default('http://127.0.0.1:3000'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  production: boolean
  host: string
  port: number
  databaseUrl: string
  /** LISTEN and advisory locks need a session of their own, which a pooler does not give. */
  databaseDirectUrl: string
  /** Who owns the tables, and migrates. */
  databaseOwnerUrl: string
  databasePool: number
  temporalAddress: string
  temporalNamespace: string
  taskQueue: string
  carryOutActivity: 'local' | 'normal'
  maxCachedWorkflows: number
  /** A JWK set with private keys; the first signs, all verify. */
  signingKeys: { inline?: string; file?: string }
  issuer: string
  corsOrigins: string[]
  /** How many proxies in front may be believed about the client's address. */
  trustedProxies: number
  metricsToken: string | undefined
  /** Sign-ins an address may try in 15 minutes; 0 is no limit. */
  loginsPerAddress: number
  /** Requests a user may make in a minute; 0 is no limit. */
  requestsPerUser: number
  smtpUrl: string | undefined
  mailFrom: string
  publicUrl: string
  logLevel: string
}

/** A setting that would be unsafe or can't be read. Composition roots print it as one line and exit. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Where `npm start` says how to reach what it runs, for a second API or worker beside it. */
export function startedEnvironmentFile(dataFolder: string): string {
  return join(dataFolder, 'env')
}

/** What a running `npm start` has written, and nothing where production is asked for by name. */
function readStartedEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (env.NODE_ENV === 'production') return {}
  try {
    const file = startedEnvironmentFile(env.DATA_FOLDER ?? '.data')
    const { DATABASE_OWNER_URL: owner, ...started } = parseEnv(readFileSync(file, 'utf8'))
    // One owner owns one database: that of this start is not another's.
    return env.DATABASE_URL === undefined ? { ...started, DATABASE_OWNER_URL: owner } : started
  } catch {
    return {} // none runs here
  }
}

/** The only reader of the environment; where it is silent, what `npm start` wrote holds. Throws `ConfigError`. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environment.safeParse({ ...readStartedEnvironment(env), ...env })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const e = parsed.data
  if (e.DATABASE_URL === undefined) {
    throw new ConfigError('DATABASE_URL: is not set (npm start sets it for its own PostgreSQL)')
  }
  const config: Config = {
    production: e.NODE_ENV === 'production',
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    databaseDirectUrl: e.DATABASE_DIRECT_URL ?? e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL ?? e.DATABASE_URL,
    databasePool: e.DATABASE_POOL,
    temporalAddress: e.TEMPORAL_ADDRESS,
    temporalNamespace: e.TEMPORAL_NAMESPACE,
    taskQueue: e.TEMPORAL_TASK_QUEUE,
    carryOutActivity: e.CARRY_OUT_ACTIVITY,
    maxCachedWorkflows: e.MAX_CACHED_WORKFLOWS,
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
    loginsPerAddress: e.RATE_LIMIT_LOGINS,
    requestsPerUser: e.RATE_LIMIT_REQUESTS,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    publicUrl: e.PUBLIC_URL,
    logLevel: e.LOG_LEVEL,
  }
  if (config.production) refuseUnsafe(config)
  return config
}

function refuseUnsafe(config: Config): void {
  const unsafe: [boolean, string][] = [
    [
      config.signingKeys.inline === undefined && config.signingKeys.file === undefined,
      'SIGNING_KEYS or SIGNING_KEYS_FILE: production signs with its own keys',
    ],
    [config.metricsToken === undefined, 'METRICS_TOKEN: production guards /metrics'],
    [
      config.loginsPerAddress === 0,
      'RATE_LIMIT_LOGINS: production limits sign-ins (50 is a good value)',
    ],
    [
      config.requestsPerUser === 0,
      'RATE_LIMIT_REQUESTS: production limits requests (600 is a good value)',
    ],
    [config.smtpUrl === undefined, 'SMTP_URL: production sends its mails'],
    [config.corsOrigins.includes('*'), 'CORS_ORIGINS: must list exact origins'],
    [
      /:\/\/[^/]*perdure:perdure@/.test(config.databaseUrl),
      'DATABASE_URL: has the development password',
    ],
  ]
  const first = unsafe.find(([bad]) => bad)
  if (first !== undefined) throw new ConfigError(first[1])
}

const startEnvironment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  TEMPORAL_CLI_PATH: z.string().optional(),
  DATA_FOLDER: z.string().default('.data'),
  SEED_DEMO: z.enum(['true', 'false']).optional(),
  LOG_LEVEL: z.string().default('warn'),
})

export interface StartConfig {
  host: string
  port: number
  /** Undefined: `npm start` runs its own PostgreSQL. */
  databaseUrl: string | undefined
  /** Who migrates that; whoever uses it, when left out. */
  databaseOwnerUrl: string | undefined
  /** Undefined: `npm start` runs its own Temporal server. */
  temporalAddress: string | undefined
  temporalNamespace: string
  temporalPort: number
  temporalUiPort: number
  temporalCliPath: string | undefined
  /** Where `npm start` keeps all that it keeps. */
  dataFolder: string
  seedDemo: boolean
  logLevel: string
}

/** What `npm start` and `npm test` decide before there is a database. Throws `ConfigError`. */
export function loadStartConfig(env: NodeJS.ProcessEnv = process.env): StartConfig {
  const parsed = startEnvironment.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new ConfigError(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const e = parsed.data
  return {
    host: e.HOST,
    port: e.PORT,
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL ?? e.DATABASE_URL,
    temporalAddress: e.TEMPORAL_ADDRESS,
    temporalNamespace: e.TEMPORAL_NAMESPACE,
    temporalPort: e.TEMPORAL_PORT,
    temporalUiPort: e.TEMPORAL_UI_PORT,
    temporalCliPath: e.TEMPORAL_CLI_PATH,
    dataFolder: resolve(e.DATA_FOLDER),
    seedDemo: e.SEED_DEMO === 'true' || (e.SEED_DEMO === undefined && e.DATABASE_URL === undefined),
    logLevel: e.LOG_LEVEL,
  }
}
