import { redeemCode } from '../../../auth/oidc/codes.js'
import { redeemOidcBody, signedIn } from '../../../contracts/auth.js'
import { readMe } from '../../../read/users/me.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function redeemOidcRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'redeemOidc',
      method: 'post',
      path: '/auth/oidc/token',
      tags: ['Sign-in'],
      summary: 'Exchange the code of a sign-in by OpenID Connect for a session',
      description:
        'A code is good once, for five minutes. Where the account has a second factor: 401 `totp_required` without `totp`, and the code is good for another try.',
      request: body(redeemOidcBody),
      responses: { 200: json(signedIn, 'Signed in'), ...problems(401, 403) },
    }),
    async (c) => {
      const network = callerNetwork(c)
      await deps.budgets.logins(c, network)
      const origin = { ...c.get('origin'), network }
      const opened = await redeemCode(deps, c.req.valid('json'), origin)
      const { userId, organizationId, ...pair } = opened
      deps.notifyCommitted()
      return c.json({ ...pair, user: await readMe(deps.db.of(organizationId), userId) }, 200)
    },
  )
}
