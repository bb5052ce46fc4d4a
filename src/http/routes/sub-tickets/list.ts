import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { subTicketPage } from '../../../contracts/tickets.js'
import { listSubTickets } from '../../../read/sub-tickets/list.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { currentInstant } from '../../env.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listSubTicketsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listSubTickets',
      method: 'get',
      path: '/tickets/{id}/sub-tickets',
      tags: ['Tickets'],
      summary: 'Sub-tickets by number; the requester learns where they stand',
      request: { params: idParam, query: z.strictObject(pageQuery) },
      responses: { 200: json(subTicketPage, 'A page of sub-tickets'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      const query = c.req.valid('query')
      return c.json(
        await listSubTickets(c.get('db'), person, state.id, query, currentInstant(deps)),
        200,
      )
    },
  )
}
