import { requireAdmin } from '../../../domain/people/erasure.js'
import { findTicket } from '../../../read/tickets/find.js'
import { holdTicket } from '../../../write/tickets/hold.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function releaseTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'releaseTicket',
      method: 'delete',
      path: '/tickets/{id}/legal_hold',
      tags: ['Admin'],
      summary: 'Let go of a ticket that was held for a court',
      request: { params: idParam },
      responses: { 204: { description: 'It is not held' }, ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const db = c.get('db')
      const { state } = await findTicket(db, person, c.req.valid('param').id)
      requireAdmin(person)
      const by = { userId: person.id, origin: c.get('origin') }
      await holdTicket(db, { ...by, ticketId: state.id, isHeld: false })
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
