import { describe, expect, it } from 'vitest'
import webPush from 'web-push'
import { loadConfig, loadDatabaseConfig, SETTINGS } from '../src/config.js'

/** All that production asks for. */
const PRODUCTION = {
  DATABASE_URL: 'postgresql://perdure:secret@127.0.0.1:5432/perdure',
  SIGNING_KEYS: '{}',
  METRICS_TOKEN: 'a'.repeat(32),
  TEMPORAL_CODEC_KEYS: `first:${Buffer.alloc(32, 7).toString('base64')}`,
  RATE_LIMIT_LOGINS: '50',
  RATE_LIMIT_REQUESTS: '600',
  SMTP_URL: 'smtps://mail.example.com',
}
const S3 = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret-key' }
const SMS = { SMS_GATEWAY_SECRET: `whsec_${'secret00'.repeat(5)}` }
const { publicKey, privateKey } = webPush.generateVAPIDKeys()
const PUSH = {
  VAPID_PUBLIC_KEY: publicKey,
  VAPID_PRIVATE_KEY: privateKey,
  VAPID_SUBJECT: 'mailto:help@example.org',
}
const OIDC = {
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_CLIENT_ID: 'perdure',
  OIDC_CLIENT_SECRET: 'secret of the client',
  OIDC_REDIRECT_URL: 'https://desk.example.org/api/v1/auth/oidc/callback',
}
const remote = (rest: string) => `postgresql://perdure:secret@db.example.com/perdure${rest}`

type Environment = Record<string, string | undefined>

/** What is unsafe, alone or together, and how the line begins that says so. */
const UNSAFE: [what: string, over: Environment, line: RegExp][] = [
  ['no database', { DATABASE_URL: undefined }, /^DATABASE_URL: is not set/],
  ['no keys', { SIGNING_KEYS: undefined }, /^SIGNING_KEYS or SIGNING_KEYS_FILE: /],
  ['no metrics token', { METRICS_TOKEN: undefined }, /^METRICS_TOKEN: /],
  ['a short metrics token', { METRICS_TOKEN: 'short' }, /^METRICS_TOKEN: /],
  ['no limit of sign-ins', { RATE_LIMIT_LOGINS: undefined }, /^RATE_LIMIT_LOGINS: /],
  ['no limit of requests', { RATE_LIMIT_REQUESTS: '0' }, /^RATE_LIMIT_REQUESTS: /],
  ['no limit together', { RATE_LIMIT_ORGANIZATION: '0' }, /^RATE_LIMIT_ORGANIZATION: /],
  ['no limit of what is public', { RATE_LIMIT_ADDRESS: '0' }, /^RATE_LIMIT_ADDRESS: /],
  ['no limit of a directory', { RATE_LIMIT_SCIM: '0' }, /^RATE_LIMIT_SCIM: /],
  ['no limit of questions', { RATE_LIMIT_CHATBOT: '0' }, /^RATE_LIMIT_CHATBOT: /],
  [
    'questions in the clear',
    { AI_BASE_URL: 'http://ai.example.org/v1', AI_MODEL: 'x' },
    /^AI_BASE_URL: /,
  ],
  ['an endpoint without a model', { AI_BASE_URL: 'https://ai.example.org/v1' }, /^AI_MODEL: /],
  ['a model of vectors without an endpoint', { AI_EMBEDDING_MODEL: 'x' }, /^AI_EMBEDDING_MODEL: /],
  ['no limit of registrations', { RATE_LIMIT_REGISTRATIONS: '0' }, /^RATE_LIMIT_REGISTRATIONS: /],
  ['no limit of exports', { RATE_LIMIT_EXPORTS: '0' }, /^RATE_LIMIT_EXPORTS: /],
  ['no end of files', { UPLOAD_QUOTA_GB: '0' }, /^UPLOAD_QUOTA_GB: /],
  ['reminders each second', { SHORTEST_REPEAT: 'PT1S' }, /^SHORTEST_REPEAT: /],
  ['no mail server', { SMTP_URL: undefined }, /^SMTP_URL: /],
  ['mails in the clear', { SMTP_URL: 'smtp://mail.example.com' }, /^SMTP_URL: .*smtps/],
  ...['smtps://mail.org?tls.rejectUnauthorized=false', 'smtps://mail.org?ignoreTLS=true'].map(
    (SMTP_URL): (typeof UNSAFE)[number] => ['mails to anybody', { SMTP_URL }, /^SMTP_URL: /],
  ),
  [
    'mails in the clear after all',
    { SMTP_URL: 'smtp://mail.org?requireTLS=true&ignoreTLS=true' },
    /^SMTP_URL: /,
  ],
  ['Redis in the clear', { REDIS_URL: 'redis://:secret@redis.example.com' }, /^REDIS_URL: /],
  ['any origin', { CORS_ORIGINS: 'https://a.example,*' }, /^CORS_ORIGINS: /],
  ['many origins', { CORS_ORIGINS: 'https://*.example.org' }, /^CORS_ORIGINS: /],
  ['the origin of what has none', { CORS_ORIGINS: 'null' }, /^CORS_ORIGINS: /],
  ['an origin with a path', { CORS_ORIGINS: 'https://a.example/' }, /^CORS_ORIGINS: /],
  ['an origin that anybody may change', { CORS_ORIGINS: 'http://a.example' }, /^CORS_.*https/],
  ['links that anybody may change', { PUBLIC_URL: 'http://help.example' }, /^PUBLIC_URL: .*https/],
  ['answers in the clear', { API_URL: 'http://api.example' }, /^API_URL: .*https/],
  ['people in the clear', { SMS_BASE_URL: 'http://staff.example' }, /^SMS_BASE_URL: .*https/],
  ['a database in the clear', { DATABASE_URL: remote('') }, /^DATABASE_URL: .*sslmode/],
  ['TLS if it likes', { DATABASE_URL: remote('?sslmode=prefer') }, /^DATABASE_URL: .*sslmode/],
  ['no check', { DATABASE_URL: remote('?sslmode=no-verify') }, /^DATABASE_URL: .*sslmode/],
  [
    'a mode, and then another',
    { DATABASE_URL: remote('?sslmode=verify-full&sslmode=disable') },
    /^DATABASE_URL: .*sslmode/,
  ],
  [
    'a mode that checks less elsewhere',
    { DATABASE_URL: remote('?sslmode=require&uselibpqcompat=true') },
    /^DATABASE_URL: .*sslmode/,
  ],
  [
    'this machine, and then another',
    { DATABASE_URL: remote('?host=localhost&host=db.example.com') },
    /^DATABASE_URL: .*sslmode/,
  ],
  [
    'the development password',
    { DATABASE_URL: 'postgresql://perdure:perdure@localhost/x' },
    /^DATABASE_URL: .*password/,
  ],
  [
    'the development password, said otherwise',
    { DATABASE_URL: 'postgresql://localhost/x?user=me&password=perdure' },
    /^DATABASE_URL: .*password/,
  ],
  ['a direct one in the clear', { DATABASE_DIRECT_URL: remote('') }, /^DATABASE_DIRECT_URL: /],
  [
    'a direct one with that password',
    { DATABASE_DIRECT_URL: 'postgresql://perdure:perdure@localhost/x' },
    /^DATABASE_DIRECT_URL: .*password/,
  ],
  ['an owner in the clear', { DATABASE_OWNER_URL: remote('') }, /^DATABASE_OWNER_URL: /],
  [
    'an owner with that password',
    { DATABASE_OWNER_URL: 'postgresql://perdure:perdure@localhost/x' },
    /^DATABASE_OWNER_URL: .*password/,
  ],
  ['files in the clear', { ...S3, S3_ENDPOINT: 'http://s3.example.com' }, /^S3_ENDPOINT.*https/],
  [
    'files in the clear for others',
    { ...S3, S3_ENDPOINT: 'https://s3.org', S3_PUBLIC_ENDPOINT: 'http://s3.example.com' },
    /^S3_.*https/,
  ],
  ['a store without keys', { S3_ENDPOINT: 'https://x.org' }, /^S3_ACCESS_KEY_ID and S3_SECRET/],
  ['text messages in the clear', { ...SMS, SMS_GATEWAY_URL: 'http://s.example' }, /^SMS_.*https/],
  ['messages unsigned', { SMS_GATEWAY_URL: 'https://s.example' }, /^SMS_GATEWAY_SECRET: /],
  [
    'a secret that can be guessed',
    { SMS_GATEWAY_URL: 'https://s.example', SMS_GATEWAY_SECRET: 'whsec_c2VjcmV0' },
    /^SMS_GATEWAY_SECRET: /,
  ],
  ['half a pair', { ...PUSH, VAPID_PRIVATE_KEY: undefined }, /^VAPID_PUBLIC_KEY, /],
  ['no pair', { ...PUSH, VAPID_PRIVATE_KEY: 'AAAA' }, /^VAPID_PUBLIC_KEY, .*no pair/],
  ['nobody to write to', { ...PUSH, VAPID_SUBJECT: undefined }, /^VAPID_PUBLIC_KEY, /],
  ['a cloud’s own host', { PUSH_ALLOWED_HOSTS: '169.254.169.254' }, /^PUSH_ALLOWED_HOSTS: /],
  ['no host', { PUSH_ALLOWED_HOSTS: 'https://x.org/' }, /^PUSH_ALLOWED_HOSTS: /],
  ['it for webhooks', { WEBHOOK_ALLOWED_HOSTS: '169.254.169.254' }, /^WEBHOOK_ALLOWED_HOSTS: /],
  ['it for mailboxes', { MAILBOX_ALLOWED_HOSTS: '169.254.169.254' }, /^MAILBOX_ALLOWED_HOSTS: /],
  ['no host for webhooks', { WEBHOOK_ALLOWED_HOSTS: 'x.org/y' }, /^WEBHOOK_ALLOWED_HOSTS: /],
  ['a provider without its client', { ...OIDC, OIDC_CLIENT_ID: undefined }, /^OIDC_CLIENT_ID/],
  ['a provider without its secret', { ...OIDC, OIDC_CLIENT_SECRET: undefined }, /^OIDC_CLIENT_ID/],
  ['a provider in the clear', { ...OIDC, OIDC_ISSUER: 'http://id.org' }, /^OIDC_ISSUER: .*https/],
  ['no way back', { ...OIDC, OIDC_REDIRECT_URL: undefined }, /^OIDC_REDIRECT_URL: /],
  ['a way back in the clear', { ...OIDC, OIDC_REDIRECT_URL: 'http://x.org' }, /^OIDC_REDIRECT_URL/],
  ['anybody’s addresses', { ...OIDC, OIDC_TRUSTS_ADDRESSES: 'true' }, /^OIDC_TRUSTS_ADDRESSES: /],
  ['Temporal in the clear', { TEMPORAL_ADDRESS: 'temporal:7233' }, /^TEMPORAL_TLS: /],
  [
    'a key in the clear',
    { TEMPORAL_ADDRESS: 'temporal:7233', TEMPORAL_API_KEY: 'secret' },
    /^TEMPORAL_API_KEY: /,
  ],
  ['half a certificate', { TEMPORAL_TLS_CERT: 'c.pem' }, /^TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY: /],
  ['half a certificate', { TEMPORAL_TLS_KEY: 'k.pem' }, /^TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY: /],
  ['payloads that anybody may read', { TEMPORAL_CODEC_KEYS: '' }, /^TEMPORAL_CODEC_KEYS: /],
  ['a short key of payloads', { TEMPORAL_CODEC_KEYS: 'a:AAAA' }, /^TEMPORAL_CODEC_KEYS: /],
  ['any certificate', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, /^NODE_TLS_REJECT_UNAUTHORIZED: /],
  ['an inspector', { NODE_OPTIONS: '--inspect=0.0.0.0:9229' }, /^NODE_OPTIONS: /],
]

/** Of these no value that has its shape is unsafe: whoever adds a setting says so here, or above what of it is. */
const HARMLESS = [
  ...['SMS_API_KEY', 'SMS_ORGANIZATION'],
  ...['AI_API_KEY', 'AI_MODEL', 'AI_EMBEDDING_MODEL', 'AI_PATIENCE_SECONDS', 'AI_DAILY_TOKENS'],
  ...['NODE_ENV', 'HOST', 'PORT', 'DEVELOPMENT_ON_NETWORK', 'DATABASE_POOL', 'ISSUER'],
  ...['TEMPORAL_NAMESPACE', 'TEMPORAL_TLS', 'TEMPORAL_TLS_CA', 'TEMPORAL_TASK_QUEUE'],
  ...['CARRY_OUT_ACTIVITY', 'MAX_CACHED_WORKFLOWS', 'LEAN_WORKFLOW_THREADS'],
  ...['WORKER_DEPLOYMENT', 'WORKER_BUILD_ID', 'DATA_FOLDER', 'STORAGE_FOLDER', 'S3_REGION'],
  ...['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_FORCE_PATH_STYLE'],
  ...['CLAMAV_HOST', 'CLAMAV_PORT', 'FFMPEG_PATH', 'VIDEO_MINUTES', 'SCRATCH_FOLDER'],
  ...['MAIL_IN_PORT', 'MAIL_IN_HOST', 'MAIL_IN_DOMAIN'],
  ...['MAIL_IN_TLS_CERT_FILE', 'MAIL_IN_TLS_KEY_FILE'],
  ...['SIGNING_KEYS_FILE', 'TRUSTED_PROXIES', 'MAIL_FROM', 'LOG_LEVEL', 'OIDC_ORGANIZATION'],
]

describe('production refuses in one line', () => {
  it.each(UNSAFE)('%s', (_what, over, line) => {
    const load = () => loadConfig({ ...PRODUCTION, ...over })
    expect(load).toThrow(line)
    try {
      load()
    } catch (error) {
      expect(String(error)).not.toContain('\n')
      expect(String(error)).not.toContain('secret')
    }
  })
  it('for its migrations too', () => {
    const load = (over: Environment) => () => loadDatabaseConfig({ ...PRODUCTION, ...over })
    expect(load({ DATABASE_OWNER_URL: remote('') })).toThrow(/^DATABASE_OWNER_URL: .*sslmode/)
    expect(load({ DATABASE_OWNER_URL: remote('?sslmode=verify-full') })).not.toThrow()
  })
  it.each<Environment>([
    { DATABASE_URL: remote('?sslmode=verify-full') },
    { DATABASE_URL: 'postgresql://perdure@/perdure?host=/var/run/postgresql' },
    { DATABASE_URL: 'postgresql://perdure:secret@[::1]/perdure' },
    { DATABASE_OWNER_URL: remote('?sslmode=verify-full') },
    { SMTP_URL: 'smtp://mail.example.com?requireTLS=true' },
    { SMTP_URL: 'smtp://localhost:25' },
    { REDIS_URL: 'rediss://redis.example.com' },
    { REDIS_URL: 'redis://127.0.0.1:6379' },
    { ...S3, S3_ENDPOINT: 'http://127.0.0.1:7070' },
    { ...S3, S3_ENDPOINT: 'https://s3.example.com' },
    { ...SMS, SMS_GATEWAY_URL: 'https://sms.example.com/send' },
    { ...SMS, SMS_GATEWAY_URL: 'http://127.0.0.1:8080' },
    PUSH,
    { PUSH_ALLOWED_HOSTS: 'hooks.internal, 10.0.0.7:8080' },
    { WEBHOOK_ALLOWED_HOSTS: 'hooks.internal' },
    { HOST: '0.0.0.0' },
    { PUBLIC_URL: 'http://localhost:5173' },
    { CORS_ORIGINS: 'https://a.example, http://localhost:5173,capacitor://localhost' },
    { SHORTEST_REPEAT: 'PT1M' },
    { NODE_OPTIONS: '--max-old-space-size=512', NODE_TLS_REJECT_UNAUTHORIZED: '1' },
  ])('nothing of %j', (over) => {
    expect(loadConfig({ ...PRODUCTION, ...over })).toMatchObject({ production: true })
  })
})

describe('every setting', () => {
  it('has a line above where a value of it is unsafe, or has none that is', () => {
    const judged = new Set(UNSAFE.flatMap(([, over]) => Object.keys(over)))
    const missing = SETTINGS.filter((one) => !judged.has(one) && !HARMLESS.includes(one))
    expect(missing).toEqual([])
    expect(HARMLESS.filter((one) => !SETTINGS.includes(one))).toEqual([])
  })
})
