import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { historyPage } from '../../../contracts/history.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { ticketHistory } from '../../../read/tickets/history.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readHistoryRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readHistory',
      method: 'get',
      path: '/tickets/{id}/history',
      tags: ['Tickets'],
      summary: 'Every change: who, when, what; oldest first',
      request: { params: idParam, query: z.strictObject(pageQuery) },
      responses: { 200: json(historyPage, 'A page of history'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      return c.json(await ticketHistory(c.get('db'), state, person, c.req.valid('query')), 200)
    },
  )
}
