import { eventPage, eventQuery } from '../../../contracts/realtime/event-query.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listEventsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listEvents',
      method: 'get',
      path: '/events',
      tags: ['Realtime'],
      summary: 'What a socket would be told after a cursor; it may be waited for',
      request: { query: eventQuery },
      responses: {
        200: json(eventPage, 'Events in order, and the cursor behind them'),
        ...problems(410),
      },
    }),
    async (c) => {
      const { signal } = c.req.raw
      return c.json(await deps.events.list(c.get('caller'), c.req.valid('query'), signal), 200)
    },
  )
}
