import { describe, expect, it } from 'vitest'
import { seedDemo } from '../prisma/seed.js'
import { ConfigError, loadConfig, loadDatabaseConfig, loadStartConfig } from '../src/config.js'

const DATABASE_URL = 'postgresql://perdure:secret@127.0.0.1:5432/perdure'

/** All that production asks for. */
const PRODUCTION = {
  DATABASE_URL,
  SIGNING_KEYS: '{}',
  METRICS_TOKEN: 'a'.repeat(32),
  TEMPORAL_CODEC_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`,
  RATE_LIMIT_LOGINS: '50',
  RATE_LIMIT_REQUESTS: '600',
  SMTP_URL: 'smtps://mail.example.com',
}
const OIDC = {
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_CLIENT_ID: 'perdure',
  OIDC_CLIENT_SECRET: 'of the client',
  OIDC_REDIRECT_URL: 'https://desk.example.org/api/v1/auth/oidc/callback',
}
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

describe('signing in by OpenID Connect', () => {
  it('is off unless a provider is named', () => {
    expect(loadConfig(PRODUCTION).oidc).toBeUndefined()
  })
  it('knows the provider, the client, and whose it is', () => {
    const { oidc } = loadConfig({ ...PRODUCTION, ...OIDC, OIDC_ORGANIZATION: 'demo' })
    expect(oidc).toEqual({
      issuer: OIDC.OIDC_ISSUER,
      clientId: 'perdure',
      clientSecret: 'of the client',
      redirectUrl: OIDC.OIDC_REDIRECT_URL,
      organization: 'demo',
      trustsAddresses: false,
    })
  })
  it('comes back to the process itself in development', () => {
    const { OIDC_REDIRECT_URL: _one, ...others } = OIDC
    expect(loadConfig({ ...DEVELOPMENT, ...others, PORT: '3071' }).oidc?.redirectUrl).toBe(
      'http://127.0.0.1:3071/api/v1/auth/oidc/callback',
    )
  })
})
