import { changePassword } from '../../../auth/change-password.js'
import { changePasswordBody, tokens } from '../../../contracts/auth.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function changePasswordRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'changePassword',
      method: 'post',
      path: '/auth/password/change',
      tags: ['Sign-in'],
      summary: 'Replace my password',
      description:
        'All sessions of the old one end, this one too; the answer is a new one. Wrong guesses at the present password count as those of a sign-in do (429 `locked`).',
      request: body(changePasswordBody),
      responses: { 200: json(tokens, 'A new session') },
    }),
    async (c) => {
      const caller = c.get('caller')
      const origin = { ...c.get('origin'), network: callerNetwork(c) }
      c.set('answersSecret', true)
      const pair = await changePassword(deps, caller, c.req.valid('json'), origin)
      deps.sessions.forget({ userId: caller.person.id })
      deps.notifyCommitted() // their sockets close
      return c.json(pair, 200)
    },
  )
}
