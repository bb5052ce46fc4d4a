import { listSessions } from '../../../auth/sessions.js'
import { sessionPage, sessionQuery } from '../../../contracts/auth.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listSessionsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listSessions',
      method: 'get',
      path: '/auth/sessions',
      tags: ['Sign-in'],
      summary: 'Where am I signed in',
      request: { query: sessionQuery },
      responses: { 200: json(sessionPage, 'Live sessions') },
    }),
    async (c) => {
      const { person, sessionId } = c.get('caller')
      const whose = { userId: person.id, current: sessionId }
      return c.json(await listSessions(c.get('db'), whose, c.req.valid('query')), 200)
    },
  )
}
