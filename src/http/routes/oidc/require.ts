import type { OidcProvider } from '../../../auth/oidc/provider.js'
import { refuse } from '../../../domain/errors.js'
import type { AppDeps, OidcAccess } from '../../env.js'

/** Where no provider is configured there is nothing. */
export function requireOidc({ oidc }: AppDeps): { provider: OidcProvider; settings: OidcAccess } {
  if (oidc !== undefined) return { provider: oidc.provider, settings: oidc }
  return refuse('not_found', 'Signing in by OpenID Connect is not set up here.')
}
