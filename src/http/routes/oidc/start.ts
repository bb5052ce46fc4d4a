import { setCookie } from 'hono/cookie'
import { findOrganization } from '../../../auth/find-organization.js'
import { ATTEMPT_COOKIE, ATTEMPT_SECONDS, sealAttempt } from '../../../auth/oidc/attempt-cookie.js'
import { startOidcQuery } from '../../../contracts/auth.js'
import { refuse } from '../../../domain/errors.js'
import { BASE } from '../../base.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { defineRoute, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { requireOidc } from './require.js'

export function startOidcRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'startOidc',
      method: 'get',
      path: '/auth/oidc/start',
      tags: ['Sign-in'],
      summary: 'Sign in by OpenID Connect: the browser goes to the provider',
      request: { query: startOidcQuery },
      responses: { 302: { description: 'To the provider' }, ...problems(404) },
    }),
    async (c) => {
      await deps.budgets.logins(c, callerNetwork(c))
      const { provider, settings } = requireOidc(deps)
      const { organization = settings.organization, challenge = null } = c.req.valid('query')
      if (deps.settings.publicUrl !== undefined && challenge === null) {
        refuse('validation_failed', 'The front end has to send a challenge.', {
          challenge: ['is required'],
        })
      }
      const { id: organizationId } = await findOrganization(deps.db, organization)
      const { url, attempt } = await provider.begin()
      const kept = { ...attempt, organizationId, challenge }
      setCookie(c, ATTEMPT_COOKIE, await sealAttempt(deps.keys.attemptCookieSecret, kept), {
        ...{ httpOnly: true, sameSite: 'Lax', path: `${BASE}/auth/oidc`, maxAge: ATTEMPT_SECONDS },
        secure: settings.redirectUrl.startsWith('https:'),
      })
      return c.redirect(url, 302)
    },
  )
}
