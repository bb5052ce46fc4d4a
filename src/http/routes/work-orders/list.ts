import { workOrderPage, workOrderQuery } from '../../../contracts/work-orders.js'
import { listWorkOrders } from '../../../read/work-orders/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readViewer, TAGS } from './kit.js'

export function listWorkOrdersRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listWorkOrders',
      method: 'get',
      path: '/work_orders',
      tags: TAGS,
      summary: 'Work orders, newest first',
      description:
        'Moderators and admins see all, technicians theirs, heads those for tickets of their department.',
      request: { query: workOrderQuery },
      responses: { 200: json(workOrderPage, 'Those that one may see') },
    }),
    async (c) =>
      c.json(await listWorkOrders(c.get('db'), readViewer(c), c.req.valid('query')), 200),
  )
}
