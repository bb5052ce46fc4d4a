import { approval } from '../../../contracts/approvals.js'
import { readApproval } from '../../../read/approvals/find.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readApprovalRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readApproval',
      method: 'get',
      path: '/approvals/{id}',
      tags: ['Approvals'],
      summary: 'One approval, with each step and who decided it',
      request: { params: idParam },
      responses: { 200: json(approval, 'The approval'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await readApproval(c.get('db'), person, c.req.valid('param').id), 200)
    },
  )
}
