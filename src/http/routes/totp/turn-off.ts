import { turnOffTotp } from '../../../auth/turn-off-totp.js'
import { turnOffTotpBody } from '../../../contracts/auth.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function turnOffTotpRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'turnOffTotp',
      method: 'delete',
      path: '/auth/totp',
      tags: ['Sign-in'],
      summary: 'Turn my second factor off, by a code of it',
      description: 'Wrong codes count as those of a sign-in do (429 `locked`).',
      request: body(turnOffTotpBody),
      responses: { 204: { description: 'The password is enough from now on' } },
    }),
    async (c) => {
      const origin = { ...c.get('origin'), network: callerNetwork(c) }
      await turnOffTotp(deps, c.get('caller'), c.req.valid('json').totp, origin)
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
