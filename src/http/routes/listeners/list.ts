import { listenerList } from '../../../contracts/listeners.js'
import { listListeners } from '../../../read/listeners/list.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listListenersRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'listListeners',
      method: 'get',
      path: '/admin/listeners',
      tags: ['Admin'],
      summary: 'What acts upon what happens, such as webhooks, and how far each is behind',
      responses: { 200: json(listenerList, 'All of them, by name'), ...problems(403) },
    }),
    async (c) => c.json({ items: await listListeners(c.get('db')) }, 200),
  )
}
