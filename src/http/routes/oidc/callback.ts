import type { Context } from 'hono'
import { deleteCookie, getCookie } from 'hono/cookie'
import { ATTEMPT_COOKIE, type KeptAttempt, openAttempt } from '../../../auth/oidc/attempt-cookie.js'
import { giveCode, redeemCode } from '../../../auth/oidc/codes.js'
import { enterByIdentity } from '../../../auth/oidc/enter.js'
import { readTrust } from '../../../auth/oidc/trust.js'
import { oidcCallbackQuery, signedIn } from '../../../contracts/auth.js'
import { DomainError, refusal, refuse } from '../../../domain/errors.js'
import { linkToPage, PAGES } from '../../../domain/front-end.js'
import { readMe } from '../../../read/users/me.js'
import { BASE } from '../../base.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { requireOidc } from './require.js'

export function finishOidcRoute({ app, deps, guard }: RouteKit): void {
  const { publicUrl } = deps.settings
  const frontEnd = publicUrl === undefined ? undefined : linkToPage(publicUrl, PAGES.signedIn())
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'finishOidc',
      method: 'get',
      path: '/auth/oidc/callback',
      tags: ['Sign-in'],
      summary: 'Where the provider sends the browser back to',
      description:
        'With a `PUBLIC_URL` the browser goes on to `<PUBLIC_URL>/signed-in#code=…`, or `#error=<code>`, and the front end exchanges the code (`POST /auth/oidc/token`). Without one the answer is a session.',
      request: { query: oidcCallbackQuery },
      responses: {
        200: json(signedIn, 'Signed in'),
        302: { description: 'To the front end' },
        ...problems(401, 403, 404),
      },
    }),
    async (c) => {
      await deps.budgets.addresses(c, callerNetwork(c))
      const attempt = await takeAttempt(c, deps)
      if (frontEnd === undefined) {
        const code = await finish(c, deps, attempt)
        return c.json(await openWithout(c, deps, code), 200)
      }
      try {
        return c.redirect(`${frontEnd}#code=${await finish(c, deps, attempt)}`, 302)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        return c.redirect(`${frontEnd}#error=${error.refusal.code}`, 302)
      }
    },
  )
}

/** What this browser has begun; it comes back with it once. */
async function takeAttempt(c: Context<AppEnv>, deps: AppDeps): Promise<KeptAttempt | undefined> {
  const cookie = getCookie(c, ATTEMPT_COOKIE)
  deleteCookie(c, ATTEMPT_COOKIE, { path: `${BASE}/auth/oidc` })
  return openAttempt(deps.keys.attemptCookieSecret, cookie)
}

/** A code for a session of whom the provider has signed in. */
async function finish(
  c: Context<AppEnv>,
  deps: AppDeps,
  attempt: KeptAttempt | undefined,
): Promise<string> {
  const { provider, settings } = requireOidc(deps)
  if (attempt === undefined) {
    return refuse(
      'unauthenticated',
      'This browser has begun no sign-in, or too long ago: begin anew.',
    )
  }
  const person = await provider.finish(new URL(c.req.url).search, attempt)
  const { organizationId, challenge } = attempt
  const trust = await readTrust(deps.db, organizationId, settings)
  const entering = { organizationId, trust }
  const userId = await enterByIdentity(deps.db, person, entering, c.get('origin'))
  deps.sessions.forget({ userId })
  deps.notifyCommitted()
  return giveCode(deps.db.of(organizationId), userId, challenge)
}

/** Where there is no front end. What a second factor is missing for goes on by the code. */
async function openWithout(c: Context<AppEnv>, deps: AppDeps, code: string) {
  const origin = { ...c.get('origin'), network: callerNetwork(c) }
  const opened = await redeemCode(deps, { code }, origin).catch((error: unknown) => {
    const isUnfinished = error instanceof DomainError && error.refusal.code === 'totp_required'
    if (!isUnfinished) throw error
    throw new DomainError(refusal('totp_required', error.refusal.error, { code }))
  })
  const { userId, organizationId, ...pair } = opened
  return { ...pair, user: await readMe(deps.db.of(organizationId), userId) }
}
