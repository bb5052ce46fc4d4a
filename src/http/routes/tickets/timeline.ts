import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { timelinePage } from '../../../contracts/timeline.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { ticketTimeline } from '../../../read/tickets/timeline.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readTimelineRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readTimeline',
      method: 'get',
      path: '/tickets/{id}/timeline',
      tags: ['Tickets'],
      summary: 'History, messages, files, approvals and notifications in one order; oldest first',
      request: { params: idParam, query: z.strictObject(pageQuery) },
      responses: { 200: json(timelinePage, 'A page of the timeline'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      return c.json(await ticketTimeline(c.get('db'), state, person, c.req.valid('query')), 200)
    },
  )
}
