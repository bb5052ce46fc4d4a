import { resetPassword } from '../../../auth/reset-password.js'
import { resetPasswordBody } from '../../../contracts/auth.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function resetPasswordRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'resetPassword',
      method: 'post',
      path: '/auth/password/reset',
      tags: ['Sign-in'],
      summary: 'Set a password by a link that was mailed; all sessions end',
      description: 'By the link of an invitation or of a forgotten password, once.',
      request: body(resetPasswordBody),
      responses: { 204: { description: 'Set; sign in with it' } },
    }),
    async (c) => {
      const network = callerNetwork(c)
      await deps.budgets.addresses(c, network)
      const origin = { ...c.get('origin'), network }
      const userId = await resetPassword(deps, c.req.valid('json'), origin)
      deps.sessions.forget({ userId })
      deps.notifyCommitted() // their sockets close
      return c.body(null, 204)
    },
  )
}
