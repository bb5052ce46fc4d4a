import { register } from '../../../auth/register.js'
import { registerBody, registered } from '../../../contracts/auth.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function registerRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'register',
      method: 'post',
      path: '/auth/register',
      tags: ['Sign-in'],
      summary: 'Register; an admin decides',
      description:
        'Whether the address is known already is told to its owner alone, by mail: the answer is the same.',
      request: body(registerBody),
      responses: { 202: json(registered, 'Taken; a mail says more'), ...problems(404) },
    }),
    async (c) => {
      await deps.budgets.registrations(c, callerNetwork(c))
      const companyId = await register(deps, c.req.valid('json'), c.get('origin'))
      deps.notifyCommitted()
      return c.json({ companyId, status: 'pending' } as const, 202)
    },
  )
}
