import { requestPage, requestQuery } from '../../../contracts/requests.js'
import { isModerator } from '../../../domain/people.js'
import { listRequests } from '../../../read/requests/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listRequestsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listRequests',
      method: 'get',
      path: '/requests',
      tags: ['Requests'],
      summary: 'What I asked moderators for, newest first; all requests for moderators',
      request: { query: requestQuery },
      responses: { 200: json(requestPage, 'A page of requests') },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { mine, ...filter } = c.req.valid('query')
      const by = mine === 'true' || !isModerator(person) ? person.id : undefined
      return c.json(await listRequests(c.get('db'), person, { ...filter, by }), 200)
    },
  )
}
