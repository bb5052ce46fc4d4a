import { z } from 'zod'
import { ConfigError } from './config-error.js'
import { isLoopbackHost } from './encrypted-urls.js'
import { yesOrNo } from './setting-shapes.js'

/** How Temporal is reached. */
export interface TemporalConfig {
  address: string
  namespace: string
  /** Undefined: in the clear. Paths of PEM files; without `ca` the system's authorities are trusted. */
  tls: { ca?: string; cert?: string; key?: string } | undefined
  apiKey: string | undefined
  /** The first encrypts the payloads of histories, all decrypt; none: they stay readable. */
  codecKeys: { id: string; secret: Buffer }[]
}

export const temporalEnvironment = z.object({
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS: yesOrNo.default('false'),
  TEMPORAL_TLS_CA: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_API_KEY: z.string().min(1, 'must not be empty').optional(),
  TEMPORAL_CODEC_KEYS: z.string().default(''),
})

/** Throws `ConfigError`. */
export function readTemporal(e: z.infer<typeof temporalEnvironment>): TemporalConfig {
  const { TEMPORAL_TLS_CA: ca, TEMPORAL_TLS_CERT: cert, TEMPORAL_TLS_KEY: key } = e
  if ((cert === undefined) !== (key === undefined)) {
    throw new ConfigError('TEMPORAL_TLS_CERT, TEMPORAL_TLS_KEY: one is no good without the other')
  }
  const files = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  }
  const hasTls = e.TEMPORAL_TLS === 'true' || Object.keys(files).length > 0
  if (e.TEMPORAL_API_KEY !== undefined && !hasTls && !isNear(e.TEMPORAL_ADDRESS)) {
    throw new ConfigError('TEMPORAL_API_KEY: is only sent by TLS; set TEMPORAL_TLS=true')
  }
  return {
    address: e.TEMPORAL_ADDRESS,
    namespace: e.TEMPORAL_NAMESPACE,
    tls: hasTls ? files : undefined,
    apiKey: e.TEMPORAL_API_KEY,
    codecKeys: readCodecKeys(e.TEMPORAL_CODEC_KEYS),
  }
}

/** Nobody on the way can read what goes there. */
export function isProtected({ address, tls }: TemporalConfig): boolean {
  return tls !== undefined || isNear(address)
}

function isNear(address: string): boolean {
  return isLoopbackHost(address.replace(/:\d+$/, ''))
}

/** `name:base64,name:base64` */
function readCodecKeys(text: string): TemporalConfig['codecKeys'] {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  const keys = entries.map((entry) => {
    const [id = '', secret = ''] = entry.split(':')
    return { id, secret: Buffer.from(secret, 'base64') }
  })
  if (keys.some(({ id, secret }) => id === '' || secret.length !== 32)) {
    throw new ConfigError('TEMPORAL_CODEC_KEYS: each is a name, a colon and 32 bytes in base64')
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new ConfigError('TEMPORAL_CODEC_KEYS: two keys have the same name')
  }
  return keys
}
