import { login } from '../../../auth/login.js'
import { loginBody, signedIn } from '../../../contracts/auth.js'
import { readMe } from '../../../read/users/me.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function loginRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'login',
      method: 'post',
      path: '/auth/login',
      tags: ['Sign-in'],
      summary: 'Sign in with email or employee code',
      request: body(loginBody),
      responses: {
        200: json(signedIn, 'Signed in'),
        ...problems(401, 403),
      },
    }),
    async (c) => {
      const network = callerNetwork(c)
      await deps.budgets.logins(c, network)
      const origin = { ...c.get('origin'), network }
      const { userId, organizationId, ...pair } = await login(deps, c.req.valid('json'), origin)
      deps.notifyCommitted()
      return c.json({ ...pair, user: await readMe(deps.db.of(organizationId), userId) }, 200)
    },
  )
}
