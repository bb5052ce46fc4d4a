import { approval, newApproval } from '../../../contracts/approvals.js'
import { readApproval } from '../../../read/approvals/find.js'
import { answerCommand } from '../../answer-command.js'
import { BASE } from '../../base.js'
import { documentCommand } from '../../document/commands.js'
import { body, COMMAND_RESPONSES, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function requestApprovalRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'requestApproval',
      method: 'post',
      path: '/approvals',
      tags: ['Approvals'],
      ...documentCommand('request_approval'),
      request: body(newApproval),
      responses: { 201: json(approval, 'The approval'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const { ticketId: ref, ...given } = c.req.valid('json')
      const sent = { name: 'request_approval', ref, body: given, isNamedInBody: true } as const
      return answerCommand(c, deps, sent, async () => {
        const requested = await readApproval(c.get('db'), c.get('caller').person, c.get('workId'))
        c.header('Location', `${BASE}/approvals/${requested.id}`)
        return c.json(requested, 201)
      })
    },
  )
}
