import { ticketArticles } from '../../../contracts/ticket-articles.js'
import { readerReach } from '../../../domain/kb/visibility.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { listTicketArticles } from '../../../read/tickets/list-articles.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import { TAGS } from '../kb/kit.js'
import type { RouteKit } from '../kit.js'

export function listTicketArticlesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listTicketArticles',
      method: 'get',
      path: '/tickets/{id}/articles',
      tags: TAGS,
      summary: 'The articles that belong to a ticket, of those that one may read',
      request: { params: idParam },
      responses: { 200: json(ticketArticles, 'As they came'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      return c.json({ items: await listTicketArticles(c.get('db'), id, readerReach(person)) }, 200)
    },
  )
}
