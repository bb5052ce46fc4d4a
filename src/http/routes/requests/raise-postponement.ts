import { postponeBody } from '../../../contracts/command-bodies.js'
import { documentCommand } from '../../document/commands.js'
import { body, defineRoute, idParam } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { RAISED_RESPONSES, raiseRequest } from './raise.js'

export function requestPostponementRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'requestPostponement',
      method: 'post',
      path: '/tickets/{id}/postpone-request',
      tags: ['Requests'],
      ...documentCommand('request_postponement'),
      request: { params: idParam, ...body(postponeBody) },
      responses: RAISED_RESPONSES,
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      return raiseRequest(c, deps, { name: 'request_postponement', ref, body: c.req.valid('json') })
    },
  )
}
