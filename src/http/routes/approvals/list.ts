import { approvalPage, approvalQuery } from '../../../contracts/approvals.js'
import { listApprovals } from '../../../read/approvals/list.js'
import { currentInstant } from '../../env.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listApprovalsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listApprovals',
      method: 'get',
      path: '/approvals',
      tags: ['Approvals'],
      summary: 'Approvals that I asked for or am asked about; all for moderators',
      request: { query: approvalQuery },
      responses: { 200: json(approvalPage, 'A page of approvals') },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const query = c.req.valid('query')
      return c.json(await listApprovals(c.get('db'), person, query, currentInstant(deps)), 200)
    },
  )
}
