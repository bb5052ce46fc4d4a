import { endSession } from '../../../auth/sessions.js'
import { emptyBody } from '../../../contracts/common.js'
import { body, defineRoute } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function logoutRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'logout',
      method: 'post',
      path: '/auth/logout',
      tags: ['Sign-in'],
      summary: 'End this session; its access token is dead at once',
      request: body(emptyBody, false),
      responses: { 204: { description: 'Signed out' } },
    }),
    async (c) => {
      const { person, sessionId } = c.get('caller')
      await endSession(c.get('db'), person.id, sessionId, c.get('origin'))
      deps.sessions.forget({ sessionId })
      deps.notifyCommitted() // its sockets close
      return c.body(null, 204)
    },
  )
}
