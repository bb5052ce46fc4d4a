import { newWorkOrder, workOrder } from '../../../contracts/work-orders.js'
import { createWorkOrder } from '../../../write/work-orders/create.js'
import { BASE } from '../../base.js'
import { MODERATORS } from '../../middleware/access.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { noteVersion, TAGS, VERSIONED } from './kit.js'

export function createWorkOrderRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      ...VERSIONED,
      operationId: 'createWorkOrder',
      method: 'post',
      path: '/work_orders',
      tags: TAGS,
      summary: 'Order work at somebody’s place',
      request: body(newWorkOrder),
      responses: { 201: json(workOrder, 'It is open'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = c.get('workId')
      const made = await createWorkOrder(deps.db, readAuthor(c), id, c.req.valid('json'))
      deps.notifyCommitted()
      noteVersion(c, made)
      c.header('Location', `${BASE}/work_orders/${id}`)
      return c.json(made, 201)
    },
  )
}
