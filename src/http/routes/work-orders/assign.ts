import { assignment, workOrder } from '../../../contracts/work-orders.js'
import { assignWorkOrder } from '../../../write/work-orders/assign.js'
import { MODERATORS } from '../../middleware/access.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { nameWorkOrder, noteVersion, TAGS, VERSIONED } from './kit.js'

export function assignWorkOrderRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      ...VERSIONED,
      operationId: 'assignWorkOrder',
      method: 'post',
      path: '/work_orders/{id}/assign',
      tags: TAGS,
      summary: 'Offer a work order to a technician for a time',
      request: { params: idParam, ...body(assignment) },
      responses: { 200: json(workOrder, 'It is offered'), ...problems(403, 404, 409, 412) },
    }),
    async (c) => {
      const named = await nameWorkOrder(c, deps, c.req.valid('param'))
      const after = await assignWorkOrder(deps.db, readAuthor(c), named, c.req.valid('json'))
      deps.notifyCommitted()
      noteVersion(c, after)
      return c.json(after, 200)
    },
  )
}
