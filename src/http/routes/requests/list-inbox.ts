import { inboxQuery, requestPage } from '../../../contracts/requests.js'
import { listRequests } from '../../../read/requests/list.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listInboxRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      operationId: 'listInbox',
      method: 'get',
      path: '/moderator/requests',
      tags: ['Moderators'],
      summary: 'The inbox of requests, newest first',
      request: { query: inboxQuery },
      responses: { 200: json(requestPage, 'A page of requests'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await listRequests(c.get('db'), person, c.req.valid('query')), 200)
    },
  )
}
