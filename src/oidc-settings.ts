import { z } from 'zod'
import { ConfigError } from './config-error.js'
import { isEncryptedWeb } from './encrypted-urls.js'
import { webUrl, yesOrNo } from './setting-shapes.js'

/** A provider of OpenID Connect by which people sign in. */
export interface OidcSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** Where it sends people back to: the callback as it is reached from outside. */
  redirectUrl: string
  /** The slug of the one organization whose provider it is; undefined where several use it. */
  organization: string | undefined
  /** Its addresses are its people's, though it does not say of any that it has made sure. */
  trustsAddresses: boolean
}

export const oidcEnvironment = z.object({
  OIDC_ISSUER: webUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_REDIRECT_URL: webUrl.optional(),
  OIDC_ORGANIZATION: z.string().min(1).optional(),
  OIDC_TRUSTS_ADDRESSES: yesOrNo.default('false'),
})

/** Throws `ConfigError`. `callback` is where this process itself would be reached, which a proxy's address is not. */
export function readOidc(
  e: z.infer<typeof oidcEnvironment>,
  { production, callback }: { production: boolean; callback: string },
): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = e
  if (issuer === undefined) return undefined
  if (clientId === undefined || clientSecret === undefined) {
    throw new ConfigError('OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: OIDC_ISSUER needs both')
  }
  if (production && e.OIDC_REDIRECT_URL === undefined) {
    throw new ConfigError('OIDC_REDIRECT_URL: the provider must know where people come back to')
  }
  const { OIDC_REDIRECT_URL: redirectUrl = callback, OIDC_ORGANIZATION: organization } = e
  for (const [setting, url] of [
    ['OIDC_ISSUER', issuer],
    ['OIDC_REDIRECT_URL', redirectUrl],
  ] as const) {
    if (production && !isEncryptedWeb(url)) {
      throw new ConfigError(`${setting}: production signs in by https alone`)
    }
  }
  const trustsAddresses = e.OIDC_TRUSTS_ADDRESSES === 'true'
  if (trustsAddresses && organization === undefined) {
    throw new ConfigError(
      'OIDC_TRUSTS_ADDRESSES: needs the one organization whose provider it is (OIDC_ORGANIZATION)',
    )
  }
  return { issuer, clientId, clientSecret, redirectUrl, organization, trustsAddresses }
}
