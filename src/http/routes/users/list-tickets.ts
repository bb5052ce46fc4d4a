import { userTicketQuery } from '../../../contracts/ticket-query.js'
import { userTicketPage } from '../../../contracts/users.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { listTickets } from '../../../read/tickets/list.js'
import { readTicketSummary } from '../../../read/users/ticket-summary.js'
import { currentInstant } from '../../env.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listUserTicketsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listUserTickets',
      method: 'get',
      path: '/users/{id}/tickets',
      tags: ['People'],
      summary: "A user's tickets: one's own (`me`), or anybody's for moderators",
      request: { params: idParam, query: userTicketQuery },
      responses: {
        200: json(userTicketPage, 'A page of tickets'),
        ...problems(404),
      },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const userId = id === 'me' ? person.id : id
      const isAllowed = isUuid(userId) && (userId === person.id || isModerator(person))
      if (!isAllowed) return refuseMissing('user')
      const summary = await readTicketSummary(c.get('db'), userId)
      const query = { ...c.req.valid('query'), requesterId: userId }
      const page = await listTickets(c.get('db'), person, query, currentInstant(deps))
      return c.json({ ...page, summary }, 200)
    },
  )
}
