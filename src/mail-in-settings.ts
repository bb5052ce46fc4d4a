import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { ConfigError } from './config-error.js'
import type { MailInSettings } from './mail-in/settings.js'
import { port } from './setting-shapes.js'

export const mailInEnvironment = z.object({
  MAIL_IN_PORT: port.optional(),
  MAIL_IN_HOST: z.string().default('127.0.0.1'),
  MAIL_IN_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/, 'must be a domain in small letters')
    .optional(),
  MAIL_IN_TLS_CERT_FILE: z.string().optional(),
  MAIL_IN_TLS_KEY_FILE: z.string().optional(),
})

/** Throws `ConfigError` for what is there in part, or can't be read. */
export function readMailIn(e: z.infer<typeof mailInEnvironment>): MailInSettings {
  const { MAIL_IN_PORT: listenPort, MAIL_IN_HOST: host, MAIL_IN_DOMAIN: domain } = e
  const listener =
    listenPort === undefined ? undefined : { host, port: listenPort, tls: readTls(e) }
  return {
    listener,
    domain: domain ?? 'test',
    givesReplyAddresses: listener !== undefined || domain !== undefined,
  }
}

function readTls({
  MAIL_IN_TLS_CERT_FILE: cert,
  MAIL_IN_TLS_KEY_FILE: key,
}: z.infer<typeof mailInEnvironment>) {
  if (cert === undefined && key === undefined) return undefined
  if (cert === undefined || key === undefined) {
    throw new ConfigError('MAIL_IN_TLS_CERT_FILE, MAIL_IN_TLS_KEY_FILE: STARTTLS needs both')
  }
  try {
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') }
  } catch {
    throw new ConfigError(
      `MAIL_IN_TLS_CERT_FILE, MAIL_IN_TLS_KEY_FILE: ${cert} or ${key} can't be read`,
    )
  }
}
