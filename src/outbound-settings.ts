import { createECDH } from 'node:crypto'
import { z } from 'zod'
import { ConfigError } from './config-error.js'
import type { OutboundRules } from './outbound/judge-url.js'
import type { PushSettings, SmsSettings } from './outbound/settings.js'
import { webUrl } from './setting-shapes.js'

/** How people are told outside of the app and of mail, and where calls to the outside may go. */
export interface OutboundSettings {
  push: PushSettings | undefined
  sms: SmsSettings | undefined
  /** Where the services may be that browsers name for what is pushed to them. */
  pushRules: OutboundRules
  /** Where the receivers may be that admins name for webhooks. */
  webhookRules: OutboundRules
  /** Where the mailboxes may be that admins name. */
  mailboxRules: OutboundRules
}

export const outboundEnvironment = z.object({
  VAPID_PUBLIC_KEY: z.string().optional(),
  VAPID_PRIVATE_KEY: z.string().optional(),
  VAPID_SUBJECT: z
    .url({ protocol: /^(mailto|https)$/, error: 'must begin with mailto: or https://' })
    .optional(),
  SMS_GATEWAY_URL: webUrl.optional(),
  SMS_GATEWAY_SECRET: z.string().optional(),
  PUSH_ALLOWED_HOSTS: z.string().default(''),
  WEBHOOK_ALLOWED_HOSTS: z.string().default(''),
  MAILBOX_ALLOWED_HOSTS: z.string().default(''),
})

/** Throws `ConfigError` for what is there in part. */
export function readOutbound(
  e: z.infer<typeof outboundEnvironment>,
  production: boolean,
): OutboundSettings {
  const readRules = (
    setting: 'PUSH_ALLOWED_HOSTS' | 'WEBHOOK_ALLOWED_HOSTS' | 'MAILBOX_ALLOWED_HOSTS',
  ): OutboundRules => ({
    allowsThisMachine: !production,
    trustedHosts: readHosts(setting, e[setting]),
  })
  return {
    push: readPush(e),
    sms: readSms(e),
    pushRules: readRules('PUSH_ALLOWED_HOSTS'),
    webhookRules: readRules('WEBHOOK_ALLOWED_HOSTS'),
    mailboxRules: readRules('MAILBOX_ALLOWED_HOSTS'),
  }
}

function readPush(e: z.infer<typeof outboundEnvironment>): PushSettings | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = e
  if (publicKey === undefined && privateKey === undefined) return undefined
  if (publicKey === undefined || privateKey === undefined || subject === undefined) {
    throw new ConfigError(
      'VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, VAPID_SUBJECT: push needs all three',
    )
  }
  if (!isPair(publicKey, privateKey)) {
    throw new ConfigError(
      'VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY: are no pair (npm run new-push-keys makes one)',
    )
  }
  return { publicKey, privateKey, subject }
}

function isPair(publicKey: string, privateKey: string): boolean {
  try {
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return curve.getPublicKey().toString('base64url') === publicKey
  } catch {
    return false // no number of the curve
  }
}

const SECRET_BYTES = 24

function readSms(e: z.infer<typeof outboundEnvironment>): SmsSettings | undefined {
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_SECRET: secret } = e
  if (url === undefined) return undefined
  if (secret === undefined) {
    throw new ConfigError('SMS_GATEWAY_SECRET: what goes to SMS_GATEWAY_URL is signed by it')
  }
  if (Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length < SECRET_BYTES) {
    throw new ConfigError('SMS_GATEWAY_SECRET: must be whsec_ and 24 bytes or more in base64')
  }
  return { url, secret }
}

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/

function readHosts(setting: string, text: string): string[] {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean)
  const wrong = hosts.find((host) => !HOST.test(host))
  if (wrong === undefined) return hosts
  throw new ConfigError(
    `${setting}: must be hosts, or hosts and ports, by commas, and has ${JSON.stringify(wrong)}`,
  )
}
