import { emptyBody } from '../../../contracts/common.js'
import { workOrder } from '../../../contracts/work-orders.js'
import { restoreWorkOrder } from '../../../write/work-orders/restore.js'
import { MODERATORS } from '../../middleware/access.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { nameWorkOrder, noteVersion, TAGS, VERSIONED } from './kit.js'

export function restoreWorkOrderRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      ...VERSIONED,
      operationId: 'restoreWorkOrder',
      method: 'post',
      path: '/work_orders/{id}/restore',
      tags: TAGS,
      summary: 'Take the deletion of a work order back',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 200: json(workOrder, 'It is there again'), ...problems(403, 404, 412) },
    }),
    async (c) => {
      const named = await nameWorkOrder(c, deps, c.req.valid('param'))
      const after = await restoreWorkOrder(deps.db, readAuthor(c), named)
      deps.notifyCommitted()
      noteVersion(c, after)
      return c.json(after, 200)
    },
  )
}
