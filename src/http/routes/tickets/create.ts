import { createTicketBody } from '../../../contracts/ticket-input.js'
import { ticket } from '../../../contracts/tickets.js'
import { readSettings } from '../../../read/settings/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { writeNewTicket } from '../../../write/tickets/create.js'
import { etag } from '../../after-command.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { lookForArrivals } from '../../look-for-arrivals.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function createTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'createTicket',
      method: 'post',
      path: '/tickets',
      tags: ['Tickets'],
      summary: 'File a ticket, or begin a draft',
      request: body(createTicketBody),
      responses: {
        201: json(ticket, 'The new ticket'),
        ...problems(402, 404),
      },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const ticketId = c.get('workId')
      const given = c.req.valid('json')
      await lookForArrivals(c, deps, given.attachments)
      const record = await writeNewTicket(deps.db, {
        organizationId,
        userId: person.id,
        origin: c.get('origin'),
        ticketId,
        at: currentInstant(deps),
        channel: 'web',
        body: given,
        draftExpiresAfter:
          given.isDraft === true ? (await readSettings(c.get('db'))).draftExpiresAfter : '',
      })
      deps.notifyCommitted()
      c.header('ETag', etag(record.state.revision))
      c.header('Location', `${BASE}/tickets/${ticketId}`)
      return c.json(presentTicket(record, person, currentInstant(deps)), 201)
    },
  )
}
