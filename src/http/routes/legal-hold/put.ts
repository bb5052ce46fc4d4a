import { z } from '@hono/zod-openapi'
import { text } from '../../../contracts/common.js'
import { ticket } from '../../../contracts/tickets.js'
import { requireAdmin } from '../../../domain/people/erasure.js'
import { findTicket } from '../../../read/tickets/find.js'
import { holdTicket } from '../../../write/tickets/hold.js'
import { ticketAfter } from '../../after-command.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const holdBody = z.strictObject({ reason: text(1_000).optional() })

export function holdTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'holdTicket',
      method: 'put',
      path: '/tickets/{id}/legal_hold',
      tags: ['Admin'],
      summary: 'Hold a ticket for a court: neither retention nor erasure touches it',
      request: { params: idParam, ...body(holdBody, false) },
      responses: { 200: json(ticket, 'The ticket'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const db = c.get('db')
      const { state } = await findTicket(db, person, c.req.valid('param').id)
      requireAdmin(person)
      const { reason } = c.req.valid('json')
      const by = { userId: person.id, origin: c.get('origin') }
      await holdTicket(db, { ...by, ticketId: state.id, isHeld: true, reason })
      deps.notifyCommitted()
      return c.json(await ticketAfter(c, deps, state.id), 200)
    },
  )
}
