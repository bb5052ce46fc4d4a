import { recall, workOrder } from '../../../contracts/work-orders.js'
import { cancelWorkOrder, unassignWorkOrder } from '../../../write/work-orders/recall.js'
import { MODERATORS } from '../../middleware/access.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { nameWorkOrder, noteVersion, TAGS, VERSIONED } from './kit.js'

const VERBS = [
  {
    ...{ verb: 'unassign', work: unassignWorkOrder, done: 'It is open again' },
    summary: 'Take a work order back from its technician, until they are there',
  },
  {
    ...{ verb: 'cancel', work: cancelWorkOrder, done: 'Nobody is to come any more' },
    summary: 'Cancel a work order, until somebody is there',
  },
] as const

export function recallWorkOrderRoutes({ app, deps, guard }: RouteKit): void {
  for (const { verb, work, summary, done } of VERBS) {
    app.openapi(
      defineRoute(guard, MODERATORS, {
        ...VERSIONED,
        operationId: `${verb}WorkOrder`,
        method: 'post',
        path: `/work_orders/{id}/${verb}` as const,
        tags: TAGS,
        summary,
        request: { params: idParam, ...body(recall, false) },
        responses: { 200: json(workOrder, done), ...problems(403, 404, 409, 412) },
      }),
      async (c) => {
        const named = await nameWorkOrder(c, deps, c.req.valid('param'))
        const { reason } = c.req.valid('json')
        const after = await work(deps.db, readAuthor(c), { ...named, reason })
        deps.notifyCommitted()
        noteVersion(c, after)
        return c.json(after, 200)
      },
    )
  }
}
