import { type DestinationStream, pino } from 'pino'

export type Logger = ReturnType<typeof createLogger>

const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passwordHash',
  'password_hash',
  'token',
  'accessToken',
  'refreshToken',
  'metricsToken',
  'jwt',
  'otp',
  'totp',
  'secret',
  'clientSecret',
  'signature',
  'signingKeys',
  'apiKey',
]

/** JSON lines; secrets never reach them, whatever object is logged. */
export function createLogger(level: string, name: string, destination?: DestinationStream) {
  const options = {
    name,
    level,
    redact: {
      paths: SECRETS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]),
      censor: '[redacted]',
    },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}
