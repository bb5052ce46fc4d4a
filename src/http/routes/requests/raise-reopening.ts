import { reopenBody } from '../../../contracts/command-bodies.js'
import { documentCommand } from '../../document/commands.js'
import { body, defineRoute, idParam } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { RAISED_RESPONSES, raiseRequest } from './raise.js'

export function requestReopeningRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'requestReopening',
      method: 'post',
      path: '/tickets/{id}/reopen',
      tags: ['Requests'],
      ...documentCommand('request_reopening'),
      request: { params: idParam, ...body(reopenBody) },
      responses: RAISED_RESPONSES,
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      return raiseRequest(c, deps, { name: 'request_reopening', ref, body: c.req.valid('json') })
    },
  )
}
