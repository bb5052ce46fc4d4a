import { grantBody, request } from '../../../contracts/requests.js'
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
import { buildGrant } from './grant-command.js'

export function grantRequestRoute({ app, deps, guard }: RouteKit): void {
  for (const method of POST_OR_PATCH) {
    app.openapi(
      defineRoute(guard, MODERATORS, {
        ...nameTwin('grantRequest', method, 'post'),
        method,
        path: '/moderator/requests/{id}/grant',
        tags: ['Moderators'],
        summary: 'Do what was asked, perhaps amended',
        description: describeCommands('reopen', 'split', 'postpone'),
        request: { params: idParam, ...body(grantBody, false) },
        responses: { 200: json(request, 'The request after it'), ...COMMAND_RESPONSES },
      }),
      async (c) =>
        answerRequest(c, deps, c.req.valid('param').id, (asked) =>
          buildGrant(asked, c.req.valid('json')),
        ),
    )
  }
}
