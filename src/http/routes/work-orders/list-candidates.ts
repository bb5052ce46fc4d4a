import { candidates } from '../../../contracts/work-orders.js'
import { listCandidates } from '../../../read/work-orders/candidates.js'
import { findWorkOrder } from '../../../read/work-orders/find.js'
import { currentInstant } from '../../env.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readViewer, TAGS } from './kit.js'

export function listCandidatesRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      operationId: 'listCandidates',
      method: 'get',
      path: '/work_orders/{id}/candidates',
      tags: TAGS,
      summary: 'Who could come, and when first; of the others, why not',
      request: { params: idParam },
      responses: { 200: json(candidates, 'All technicians'), ...problems(403, 404) },
    }),
    async (c) => {
      const db = c.get('db')
      const found = await findWorkOrder(db, readViewer(c), c.req.valid('param').id)
      return c.json(await listCandidates(db, found, currentInstant(deps)), 200)
    },
  )
}
