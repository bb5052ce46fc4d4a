import { deleteWorkOrder } from '../../../write/work-orders/delete.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { nameWorkOrder, TAGS } from './kit.js'

export function deleteWorkOrderRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      operationId: 'deleteWorkOrder',
      method: 'delete',
      path: '/work_orders/{id}',
      tags: TAGS,
      summary: 'Delete a work order that nobody is on',
      request: { params: idParam },
      responses: {
        204: { description: 'It is deleted, and can be restored' },
        ...problems(403, 404, 409, 412),
      },
    }),
    async (c) => {
      const named = await nameWorkOrder(c, deps, c.req.valid('param'))
      await deleteWorkOrder(deps.db, readAuthor(c), named)
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
