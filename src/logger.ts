import { pino } from 'pino'

export type Logger = ReturnType<typeof createLogger>

const SECRETS = ['authorization', 'cookie', 'password', 'token', 'otp', 'secret', 'signature']

/** JSON lines; secrets never reach them, whatever object is logged. */
export function createLogger(level: string, name: string) {
  return pino({
    name,
    level,
    redact: {
      paths: SECRETS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
      censor: '[redacted]',
    },
  })
}
