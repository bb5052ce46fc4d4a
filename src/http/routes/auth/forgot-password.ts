import { mailForgottenPassword } from '../../../auth/forgot-password.js'
import { forgotPasswordBody } from '../../../contracts/auth.js'
import { emptyBody } from '../../../contracts/common.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function forgotPasswordRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'forgotPassword',
      method: 'post',
      path: '/auth/password/forgot',
      tags: ['Sign-in'],
      summary: 'Ask for a link by mail that sets a new password',
      description:
        'The answer is the same, and as fast, whether somebody has that login or not. A link works once, for half an hour; at most three an hour are mailed.',
      request: body(forgotPasswordBody),
      responses: { 202: json(emptyBody, 'If somebody has that login, a mail is on its way') },
    }),
    async (c) => {
      await deps.budgets.addresses(c, callerNetwork(c))
      const asked = c.req.valid('json')
      const origin = c.get('origin')
      deps.afterAnswer(async () => {
        await mailForgottenPassword(deps, asked, origin)
        deps.notifyCommitted()
      })
      return c.json({}, 202)
    },
  )
}
