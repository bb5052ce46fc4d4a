import { ticketSuggestions } from '../../../contracts/ticket-articles.js'
import { readerReach } from '../../../domain/kb/visibility.js'
import { suggestArticles } from '../../../read/kb/search-articles.js'
import { findTicket } from '../../../read/tickets/find.js'
import { findSimilarTickets } from '../../../read/tickets/find-similar.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import { TAGS } from '../kb/kit.js'
import type { RouteKit } from '../kit.js'
import { requireStaff } from './kit.js'

export function readSuggestionsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readTicketSuggestions',
      method: 'get',
      path: '/tickets/{id}/suggestions',
      tags: TAGS,
      summary: 'What may help with a ticket: articles, and how similar ones were completed',
      request: { params: idParam },
      responses: { 200: json(ticketSuggestions, 'The best first'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const db = c.get('db')
      const { state, title, description } = await findTicket(db, person, c.req.valid('param').id)
      requireStaff(person)
      const [articles, tickets] = await Promise.all([
        suggestArticles(db, readerReach(person), { title, description }),
        findSimilarTickets(db, person, { id: state.id, title }),
      ])
      return c.json({ articles, tickets }, 200)
    },
  )
}
