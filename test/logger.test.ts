import { describe, expect, it } from 'vitest'
import { createLogger } from '../src/logger.js'

const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'jwt',
  'otp',
  'totp',
  'secret',
  'signature',
]

describe('a log line', () => {
  it.each(SECRETS)('has no %s, at the top or within', (name) => {
    const lines: string[] = []
    const log = createLogger('info', 'test', { write: (line) => lines.push(line) })
    log.info({ [name]: 'hush', request: { [name]: 'hush', headers: { [name]: 'hush' } } }, 'said')
    expect(lines.join()).not.toContain('hush')
    expect(lines.join()).toContain('[redacted]')
  })
})
