import { deliveryPage, deliveryQuery } from '../../../contracts/deliveries.js'
import { DomainError } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { notForRole } from '../../../domain/ticket/refusals.js'
import { listDeliveries } from '../../../read/deliveries/list.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listDeliveriesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listDeliveries',
      method: 'get',
      path: '/tickets/{id}/deliveries',
      tags: ['Notifications'],
      summary: 'What became of its notifications, by each channel; newest first',
      description: 'Of those who see the ticket moderators and admins read it.',
      request: { params: idParam, query: deliveryQuery },
      responses: { 200: json(deliveryPage, 'A page of deliveries'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      if (!isModerator(person)) throw new DomainError(notForRole(MODERATORS))
      return c.json(await listDeliveries(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
