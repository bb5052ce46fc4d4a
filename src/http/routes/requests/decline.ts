import { declineReason, request } from '../../../contracts/requests.js'
import { describeCommands } from '../../document/commands.js'
import { MODERATORS } from '../../middleware/access.js'
import {
  body,
  COMMAND_RESPONSES,
  defineRoute,
  idParam,
  json,
  nameTwin,
  POST_OR_PATCH,
} from '../../route.js'
import type { RouteKit } from '../kit.js'
import { answerRequest } from './answer.js'

export function declineRequestRoute({ app, deps, guard }: RouteKit): void {
  for (const method of POST_OR_PATCH) {
    app.openapi(
      defineRoute(guard, MODERATORS, {
        ...nameTwin('declineRequest', method, 'post'),
        method,
        path: '/moderator/requests/{id}/decline',
        tags: ['Moderators'],
        summary: 'Decline it, for a reason',
        description: describeCommands('decline_request'),
        request: { params: idParam, ...body(declineReason) },
        responses: { 200: json(request, 'The request after it'), ...COMMAND_RESPONSES },
      }),
      async (c) =>
        answerRequest(c, deps, c.req.valid('param').id, ({ id, ticketId }) => ({
          name: 'decline_request',
          ref: ticketId,
          body: { requestId: id, ...c.req.valid('json') },
        })),
    )
  }
}
