import { workOrder } from '../../../contracts/work-orders.js'
import { findWorkOrder } from '../../../read/work-orders/find.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { noteVersion, readViewer, TAGS, VERSIONED } from './kit.js'

export function readWorkOrderRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      ...VERSIONED,
      operationId: 'readWorkOrder',
      method: 'get',
      path: '/work_orders/{id}',
      tags: TAGS,
      summary: 'One work order with its jobs, by its id or its number',
      request: { params: idParam },
      responses: { 200: json(workOrder, 'As it is now'), ...problems(404) },
    }),
    async (c) => {
      const found = await findWorkOrder(c.get('db'), readViewer(c), c.req.valid('param').id)
      noteVersion(c, found)
      return c.json(found, 200)
    },
  )
}
