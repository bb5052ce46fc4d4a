import { refresh } from '../../../auth/refresh.js'
import { refreshBody, tokens } from '../../../contracts/auth.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function refreshTokensRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'refreshTokens',
      method: 'post',
      path: '/auth/refresh',
      tags: ['Sign-in'],
      summary: 'Rotate the pair of tokens; a used one again ends the session',
      request: body(refreshBody),
      responses: { 200: json(tokens, 'A new pair'), ...problems(401) },
    }),
    async (c) => {
      await deps.budgets.addresses(c, callerNetwork(c))
      const pair = await refresh(deps, c.req.valid('json').refreshToken, (sessionId) => {
        deps.sessions.forget({ sessionId })
        deps.notifyCommitted() // its sockets close
      })
      return c.json(pair, 200)
    },
  )
}
