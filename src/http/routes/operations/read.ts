import { operation } from '../../../contracts/operations.js'
import { readOperation } from '../../../read/operations/find.js'
import { findTicket } from '../../../read/tickets/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { currentInstant } from '../../env.js'
import { toProblem } from '../../errors.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readOperationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readOperation',
      method: 'get',
      path: '/operations/{id}',
      tags: ['System'],
      summary: 'What became of a command that was answered 202',
      request: { params: idParam },
      responses: { 200: json(operation, 'The operation'), ...problems(401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const { ticketId, problem, ...found } = await readOperation(c.get('db'), person.id, id)
      if (problem !== null) {
        return c.json({ ...found, problem: { ...toProblem(problem, c.get('requestId')) } }, 200)
      }
      if (found.status !== 'applied') return c.json(found, 200)
      const record = await findTicket(c.get('db'), person, ticketId, 'claimable')
      return c.json({ ...found, result: presentTicket(record, person, currentInstant(deps)) }, 200)
    },
  )
}
