import { operation } from '../../../contracts/operations.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { presentOperation } from './present.js'

export function readOperationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readOperation',
      method: 'get',
      path: '/operations/{id}',
      tags: ['System'],
      summary: 'What became of what was answered 202: a command, or work that takes its time',
      request: { params: idParam },
      responses: { 200: json(operation, 'The operation'), ...problems(404) },
    }),
    async (c) => c.json(await presentOperation(c, deps, c.req.valid('param').id), 200),
  )
}
