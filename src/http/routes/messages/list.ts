import { messagePage, messageQuery } from '../../../contracts/messages.js'
import { listMessages } from '../../../read/messages/list.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listMessagesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listMessages',
      method: 'get',
      path: '/tickets/{id}/messages',
      tags: ['Chat'],
      summary: 'The chat as far as I may read it; oldest first, or newest',
      request: { params: idParam, query: messageQuery },
      responses: { 200: json(messagePage, 'A page of messages'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      return c.json(await listMessages(c.get('db'), state, person, c.req.valid('query')), 200)
    },
  )
}
