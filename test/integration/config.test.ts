import { describe, expect, it } from 'vitest'
import { loadConfig } from '../../src/config.js'

const KEY = Buffer.alloc(32, 7).toString('base64')
const load = (env: Record<string, string>) =>
  loadConfig({ DATABASE_URL: 'postgresql://localhost/x', NODE_ENV: 'test', ...env })
const PRODUCTION = {
  NODE_ENV: 'production',
  SIGNING_KEYS: '{}',
  METRICS_TOKEN: 'x'.repeat(16),
  TEMPORAL_CODEC_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`,
  RATE_LIMIT_LOGINS: '50',
  RATE_LIMIT_REQUESTS: '600',
  SMTP_URL: 'smtps://mail',
}

describe('how Temporal is reached', () => {
  it('is in the clear unless something says otherwise', () => {
    expect(load({}).temporal).toEqual({
      address: '127.0.0.1:7233',
      namespace: 'default',
      tls: undefined,
      apiKey: undefined,
      codecKeys: [],
    })
  })
  it('is by TLS when it is asked for, or when a file is named', () => {
    expect(load({ TEMPORAL_TLS: 'true' }).temporal.tls).toEqual({})
    expect(load({ TEMPORAL_TLS_CA: 'ca.pem' }).temporal.tls).toEqual({ ca: 'ca.pem' })
    const pair = { TEMPORAL_TLS_CERT: 'c.pem', TEMPORAL_TLS_KEY: 'k.pem' }
    expect(load(pair).temporal.tls).toEqual({ cert: 'c.pem', key: 'k.pem' })
  })
  it.each([
    [{ TEMPORAL_TLS_CERT: 'c.pem' }, /TEMPORAL_TLS_KEY/],
    [{ TEMPORAL_API_KEY: 'k', TEMPORAL_ADDRESS: 'temporal:7233' }, /TEMPORAL_API_KEY/],
    [{ TEMPORAL_CODEC_KEYS: 'short:AAAA' }, /TEMPORAL_CODEC_KEYS/],
    [{ TEMPORAL_CODEC_KEYS: KEY }, /TEMPORAL_CODEC_KEYS/],
    [{ TEMPORAL_CODEC_KEYS: `a:${KEY},a:${KEY}` }, /TEMPORAL_CODEC_KEYS/],
  ])('is refused in one line when it can’t be right: %o', (env, line) => {
    expect(() => load(env as Record<string, string>)).toThrow(line)
  })
  it('may be in the clear in production on the same machine alone', () => {
    const address = (TEMPORAL_ADDRESS: string) => () => load({ ...PRODUCTION, TEMPORAL_ADDRESS })
    expect(address('temporal:7233')).toThrow(/^TEMPORAL_TLS: /)
    expect(address('127.0.0.1.evil.example:7233')).toThrow(/^TEMPORAL_TLS: /)
    for (const near of ['127.0.0.1:7233', 'localhost:7233', '[::1]:7233']) {
      expect(address(near)).not.toThrow()
    }
    expect(load({ ...PRODUCTION, TEMPORAL_ADDRESS: 't:1', TEMPORAL_TLS: 'true' })).toBeDefined()
  })
  it('has a ring of keys, the first of which writes', () => {
    const { codecKeys } = load({ TEMPORAL_CODEC_KEYS: `new:${KEY}, old:${KEY}` }).temporal
    expect(codecKeys.map(({ id }) => id)).toEqual(['new', 'old'])
  })
})
