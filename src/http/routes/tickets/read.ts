import { z } from '@hono/zod-openapi'
import { many } from '../../../contracts/common.js'
import { ticketWithIncludes } from '../../../contracts/tickets.js'
import { listTicketApprovals } from '../../../read/approvals/list-by-ticket.js'
import { listSubTickets } from '../../../read/sub-tickets/list.js'
import { findTicket } from '../../../read/tickets/find.js'
import { readParticipants } from '../../../read/tickets/participants.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { etag } from '../../after-command.js'
import { currentInstant } from '../../env.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const include = many(z.enum(['children', 'participants', 'approvals']))

/** A parent's sub-tickets are given whole: each was made by hand. */
const ALL = 100_000

export function readTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readTicket',
      method: 'get',
      path: '/tickets/{id}',
      tags: ['Tickets'],
      summary: 'One ticket, by id or number',
      request: { params: idParam, query: z.strictObject({ include }) },
      responses: { 200: json(ticketWithIncludes, 'The ticket'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { include: wanted = [] } = c.req.valid('query')
      const db = c.get('db')
      const at = currentInstant(deps)
      const record = await findTicket(db, person, c.req.valid('param').id)
      const { state } = record
      c.header('ETag', etag(state.revision))
      const participants = wanted.includes('participants')
        ? { participants: await readParticipants(db, state) }
        : {}
      const children = wanted.includes('children')
        ? { children: (await listSubTickets(db, person, state.id, { limit: ALL }, at)).items }
        : {}
      const approvals = wanted.includes('approvals')
        ? { approvals: await listTicketApprovals(db, person, state.id) }
        : {}
      return c.json(
        { ...presentTicket(record, person, at), ...participants, ...children, ...approvals },
        200,
      )
    },
  )
}
