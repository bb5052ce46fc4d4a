import { describe, expect, it } from 'vitest'
import { seedDemo } from '../prisma/seed.js'
import { ConfigError, loadConfig, loadDatabaseConfig, loadStartConfig } from '../src/config.js'

const DATABASE_URL = 'postgresql://perdure:secret@127.0.0.1:5432/perdure'

/** All that production asks for. */
const PRODUCTION = {
  DATABASE_URL,
  SIGNING_KEYS: '{}',
  METRICS_TOKEN: 'a'.repeat(32),
  RATE_LIMIT_LOGINS: '50',
  RATE_LIMIT_REQUESTS: '600',
  SMTP_URL: 'smtps://mail.example.com',
}
const S3 = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret-key' }
const DEVELOPMENT = { NODE_ENV: 'development', DATABASE_URL }

describe('a process that is told nothing', () => {
  it('is in production', () => {
    expect(loadConfig(PRODUCTION)).toMatchObject({ production: true, showsDevMails: false })
    expect(loadDatabaseConfig({ DATABASE_URL })).toMatchObject({ production: true })
    expect(() => loadConfig({ DATABASE_URL })).toThrow(/^SIGNING_KEYS/)
  })
  it('is in development when it is npm start', () => {
    expect(loadStartConfig({})).toMatchObject({ mode: 'development', seedDemo: true })
  })
})

describe('a setting out of shape', () => {
  it.each<[line: string, env: Record<string, string>]>([
    ['PORT: must be a whole number from 1 to 65535, and is "abc"', { PORT: 'abc' }],
    ['PORT: must be a whole number from 1 to 65535, and is "70000"', { PORT: '70000' }],
    ['PORT: must be a whole number from 1 to 65535, and is ""', { PORT: '' }],
    [
      'LOG_LEVEL: must be one of trace, debug, info, warn, error, silent, and is "loud"',
      { LOG_LEVEL: 'loud' },
    ],
    ['NODE_ENV: must be one of development, test, production, and is "prod"', { NODE_ENV: 'prod' }],
    ['TEMPORAL_TLS: must be one of true, false, and is "yes\\n"', { TEMPORAL_TLS: 'yes\n' }],
  ])('is told with what it was given: %s', (line, env) => {
    for (const load of [() => loadStartConfig(env), () => loadConfig({ ...DEVELOPMENT, ...env })]) {
      expect(load).toThrow(new ConfigError(line))
    }
  })
  it.each([
    ['DATABASE_POOL: must be a whole number of 2 or more, and is "1"', { DATABASE_POOL: '1' }],
    ['METRICS_TOKEN: must have 16 characters or more', { METRICS_TOKEN: 'short' }],
    ['SMTP_URL: must be a URL that begins with smtp:// or smtps://', { SMTP_URL: 'me:word@mail' }],
    ['DATABASE_URL: must begin with postgresql://', { DATABASE_URL: 'mysql://me:word@x' }],
    ['PUBLIC_URL: must be a URL that begins with http:// or https://', { PUBLIC_URL: 'x' }],
  ])('is told of a server’s own, and without what may be a secret: %s', (line, env) => {
    expect(() => loadConfig({ ...DEVELOPMENT, ...env })).toThrow(new ConfigError(line))
  })
})

describe('production refuses in one line', () => {
  const remote = (rest: string) => `postgresql://perdure:secret@db.example.com/perdure${rest}`
  it.each<[what: string, over: Record<string, string | undefined>, line: RegExp]>([
    ['no database', { DATABASE_URL: undefined }, /^DATABASE_URL: is not set/],
    ['no keys', { SIGNING_KEYS: undefined }, /^SIGNING_KEYS or SIGNING_KEYS_FILE: /],
    ['no metrics token', { METRICS_TOKEN: undefined }, /^METRICS_TOKEN: /],
    ['a short metrics token', { METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: /],
    ['no limit of sign-ins', { RATE_LIMIT_LOGINS: undefined }, /^RATE_LIMIT_LOGINS: /],
    ['no limit of requests', { RATE_LIMIT_REQUESTS: '0' }, /^RATE_LIMIT_REQUESTS: /],
    ['no mail server', { SMTP_URL: undefined }, /^SMTP_URL: /],
    ['mails in the clear', { SMTP_URL: 'smtp://mail.example.com' }, /^SMTP_URL: .*smtps/],
    ['any origin', { CORS_ORIGINS: 'https://a.example,*' }, /^CORS_ORIGINS: /],
    [
      'the development password',
      { DATABASE_URL: 'postgresql://perdure:perdure@localhost/x' },
      /^DATABASE_URL: /,
    ],
    ['a database in the clear', { DATABASE_URL: remote('') }, /^DATABASE_URL: .*sslmode/],
    ['TLS if it likes', { DATABASE_URL: remote('?sslmode=prefer') }, /^DATABASE_URL: .*sslmode/],
    ['no check', { DATABASE_URL: remote('?sslmode=no-verify') }, /^DATABASE_URL: .*sslmode/],
    ['files in the clear', { ...S3, S3_ENDPOINT: 'http://s3.example.com' }, /^S3_ENDPOINT.*https/],
    [
      'a store without its keys',
      { S3_ENDPOINT: 'https://x.org' },
      /^S3_ACCESS_KEY_ID and S3_SECRET/,
    ],
    ['a direct one in the clear', { DATABASE_DIRECT_URL: remote('') }, /^DATABASE_DIRECT_URL: /],
  ])('%s', (_what, over, line) => {
    expect(() => loadConfig({ ...PRODUCTION, ...over })).toThrow(line)
    try {
      loadConfig({ ...PRODUCTION, ...over })
    } catch (error) {
      expect(String(error)).not.toContain('\n')
      expect(String(error)).not.toContain('secret')
    }
  })
  it.each([
    { DATABASE_URL: remote('?sslmode=verify-full') },
    { DATABASE_URL: 'postgresql://perdure@/perdure?host=/var/run/postgresql' },
    { DATABASE_URL: 'postgresql://perdure:secret@[::1]/perdure' },
    { SMTP_URL: 'smtp://mail.example.com?requireTLS=true' },
    { SMTP_URL: 'smtp://localhost:25' },
    { ...S3, S3_ENDPOINT: 'http://127.0.0.1:7070' },
    { ...S3, S3_ENDPOINT: 'https://s3.example.com' },
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'http://localhost:5173' },
  ])('nothing of %j', (over) => {
    expect(loadConfig({ ...PRODUCTION, ...over })).toMatchObject({ production: true })
  })
})

describe('a development start and its demo accounts', () => {
  it('are kept from the network, unless that is said to be meant', () => {
    const open = { HOST: '0.0.0.0' }
    for (const load of [
      () => loadConfig({ ...DEVELOPMENT, ...open }),
      () => loadStartConfig(open),
    ]) {
      expect(load).toThrow(/^HOST: 0\.0\.0\.0 .*DEVELOPMENT_ON_NETWORK=true/)
    }
    const meant = { ...open, DEVELOPMENT_ON_NETWORK: 'true' }
    expect(loadConfig({ ...DEVELOPMENT, ...meant })).toMatchObject({ showsDevMails: false })
    expect(loadStartConfig(meant)).toMatchObject({ seedDemo: true })
    expect(loadConfig({ ...DEVELOPMENT, HOST: 'localhost' }).showsDevMails).toBe(true)
  })
  it('are never made in production', async () => {
    expect(loadStartConfig({ NODE_ENV: 'production' }).seedDemo).toBe(false)
    expect(() => loadStartConfig({ NODE_ENV: 'production', SEED_DEMO: 'true' })).toThrow(
      /^SEED_DEMO: /,
    )
    await expect(seedDemo({ databaseUrl: DATABASE_URL, production: true })).rejects.toThrow(
      /^SEED_DEMO: /,
    )
  })
})
