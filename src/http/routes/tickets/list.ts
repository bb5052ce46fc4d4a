import { ticketQuery } from '../../../contracts/ticket-query.js'
import { listedTicketPage } from '../../../contracts/tickets.js'
import { listTickets } from '../../../read/tickets/list.js'
import { currentInstant } from '../../env.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listTicketsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listTickets',
      method: 'get',
      path: '/tickets',
      tags: ['Tickets'],
      summary: 'The tickets that I may view, newest first',
      request: { query: ticketQuery },
      responses: { 200: json(listedTicketPage, 'A page of tickets') },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const query = c.req.valid('query')
      return c.json(await listTickets(c.get('db'), person, query, currentInstant(deps)), 200)
    },
  )
}
