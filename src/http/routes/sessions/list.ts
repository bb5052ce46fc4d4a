import { listSessions } from '../../../auth/sessions.js'
import { sessionPage } from '../../../contracts/auth.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listSessionsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listSessions',
      method: 'get',
      path: '/auth/sessions',
      tags: ['Sign-in'],
      summary: 'Where am I signed in',
      responses: { 200: json(sessionPage, 'Live sessions'), ...problems(401) },
    }),
    async (c) => {
      const { person, sessionId } = c.get('caller')
      const items = await listSessions(c.get('db'), person.id, sessionId)
      return c.json({ items, nextCursor: null }, 200)
    },
  )
}
