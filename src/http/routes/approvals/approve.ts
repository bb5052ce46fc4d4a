import { approval, approvalDecision } from '../../../contracts/approvals.js'
import { describeCommands } from '../../document/commands.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { decideApproval } from './decide.js'

export function approveApprovalRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'approveApproval',
      method: 'post',
      path: '/approvals/{id}/approve',
      tags: ['Approvals'],
      summary: 'Approve the present step',
      description: describeCommands('decide_approval'),
      request: { params: idParam, ...body(approvalDecision, false) },
      responses: { 200: json(approval, 'The approval after it'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const { id: approvalId } = c.req.valid('param')
      return decideApproval(c, deps, { approvalId, approved: true, ...c.req.valid('json') })
    },
  )
}
