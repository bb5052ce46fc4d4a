import { approval, approvalDecision } from '../../../contracts/approvals.js'
import { describeCommands } from '../../document/commands.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { decideApproval } from './decide.js'

export function rejectApprovalRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'rejectApproval',
      method: 'post',
      path: '/approvals/{id}/reject',
      tags: ['Approvals'],
      summary: 'Reject: the ticket goes back to work',
      description: describeCommands('decide_approval'),
      request: { params: idParam, ...body(approvalDecision, false) },
      responses: { 200: json(approval, 'The approval after it'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const { id: approvalId } = c.req.valid('param')
      return decideApproval(c, deps, { approvalId, approved: false, ...c.req.valid('json') })
    },
  )
}
