import { ticketSla } from '../../../contracts/ticket-sla.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { readTicketSla } from '../../../read/tickets/sla.js'
import { currentInstant } from '../../env.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readTicketSlaRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readTicketSla',
      method: 'get',
      path: '/tickets/{id}/sla',
      tags: ['Tickets'],
      summary: 'How its clocks stand, and the policy that they follow',
      request: { params: idParam },
      responses: { 200: json(ticketSla, 'Its clocks'), ...problems(404) },
    }),
    async (c) => {
      const db = c.get('db')
      const { person } = c.get('caller')
      const state = await findTicketState(db, person, c.req.valid('param').id)
      return c.json(await readTicketSla(db, state, currentInstant(deps)), 200)
    },
  )
}
