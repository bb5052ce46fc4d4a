import { workOrder, workOrderPatch } from '../../../contracts/work-orders.js'
import { editWorkOrder } from '../../../write/work-orders/edit.js'
import { MODERATORS } from '../../middleware/access.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { nameWorkOrder, noteVersion, TAGS, VERSIONED } from './kit.js'

export function patchWorkOrderRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      ...VERSIONED,
      operationId: 'updateWorkOrder',
      method: 'patch',
      path: '/work_orders/{id}',
      tags: TAGS,
      summary: 'Change a work order; what somebody was chosen by stays while they are on it',
      request: { params: idParam, ...body(workOrderPatch) },
      responses: { 200: json(workOrder, 'As it is now'), ...problems(403, 404, 409, 412) },
    }),
    async (c) => {
      const named = await nameWorkOrder(c, deps, c.req.valid('param'))
      const after = await editWorkOrder(deps.db, readAuthor(c), named, c.req.valid('json'))
      deps.notifyCommitted()
      noteVersion(c, after)
      return c.json(after, 200)
    },
  )
}
