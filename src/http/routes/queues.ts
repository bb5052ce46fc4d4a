import { z } from '@hono/zod-openapi'
import { chatPage } from '../../contracts/chat.js'
import { pageQuery } from '../../contracts/common.js'
import { queuePage, slaProof, userTicketPage } from '../../contracts/queues.js'
import { ticketQuery } from '../../contracts/tickets.js'
import { isUuid } from '../../database/uuid.js'
import { refuse } from '../../domain/errors.js'
import { isModerator } from '../../domain/people.js'
import { listChats } from '../../read/chats/list.js'
import { readReviewQueue } from '../../read/moderator/review-queue.js'
import { findTicket } from '../../read/tickets/find.js'
import { listTickets } from '../../read/tickets/list.js'
import { readSlaProof } from '../../read/tickets/sla-proof.js'
import { readTicketSummary } from '../../read/users/ticket-summary.js'
import { currentInstant } from '../env.js'
import { MODERATORS } from '../middleware/access.js'
import { json, operation, params, problems } from '../route.js'
import type { RouteKit } from './kit.js'

const query = z.strictObject(pageQuery)

/** What moderators look at, and a user's own tickets. */
export function addQueueRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, MODERATORS, {
      method: 'get',
      path: '/moderator/queue',
      tags: ['Moderators'],
      summary: 'What waits for review, oldest deadline first, with possible duplicates',
      request: { query },
      responses: { 200: json(queuePage, 'A page of the queue'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(
        await readReviewQueue(c.get('db'), person, c.req.valid('query'), currentInstant(deps)),
        200,
      )
    },
  )
  app.openapi(
    operation(guard, MODERATORS, {
      method: 'get',
      path: '/moderator/chats',
      tags: ['Moderators'],
      summary: 'All rooms, of tickets and sub-tickets, with what is unread',
      request: { query },
      responses: { 200: json(chatPage, 'A page of rooms'), ...problems(400, 401, 403) },
    }),
    async (c) =>
      c.json(await listChats(c.get('db'), c.get('caller').person.id, c.req.valid('query')), 200),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/users/{id}/tickets',
      tags: ['Users'],
      summary: "A user's tickets: one's own (`me`), or anybody's for moderators",
      request: { params, query },
      responses: { 200: json(userTicketPage, 'A page of tickets'), ...problems(400, 401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const userId = id === 'me' ? person.id : id
      const allowed = isUuid(userId) && (userId === person.id || isModerator(person))
      if (!allowed) return refuse('not_found', 'There is no such user.')
      const summary = await readTicketSummary(c.get('db'), userId)
      const filter = ticketQuery.parse({ ...c.req.query(), requesterId: userId })
      const page = await listTickets(c.get('db'), person, filter, currentInstant(deps))
      return c.json({ ...page, summary }, 200)
    },
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/tickets/{id}/sla/proof',
      tags: ['Tickets'],
      summary: 'Every step of the clocks, added up anew beside what is stored',
      request: { params },
      responses: { 200: json(slaProof, 'The proof'), ...problems(401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { state } = await findTicket(c.get('db'), person, c.req.valid('param').id)
      return c.json(await readSlaProof(c.get('db'), state), 200)
    },
  )
}
