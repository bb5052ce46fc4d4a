import { listenerFailurePage, listenerFailureQuery } from '../../../contracts/listeners.js'
import { listListenerFailures } from '../../../read/listeners/list-failures.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listListenerFailuresRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'listListenerFailures',
      method: 'get',
      path: '/admin/listeners/failures',
      tags: ['Admin'],
      summary: 'What listeners could not handle, newest first',
      description:
        'Whatever comes of the same entity waits behind it. It is tried 20 times in about two hours, and then when somebody asks for it.',
      request: { query: listenerFailureQuery },
      responses: { 200: json(listenerFailurePage, 'A page of them'), ...problems(403) },
    }),
    async (c) => c.json(await listListenerFailures(c.get('db'), c.req.valid('query')), 200),
  )
}
