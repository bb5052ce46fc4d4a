import type { Context } from 'hono'
import { operation } from '../../../contracts/operations.js'
import { readOperation } from '../../../read/operations/find.js'
import { findTicketIfVisible } from '../../../read/tickets/find.js'
import { presentTicket } from '../../../read/tickets/present.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
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
      responses: { 200: json(operation, 'The operation'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const { ticketId, problem, ...found } = await readOperation(c.get('db'), person.id, id)
      if (problem !== null) {
        return c.json({ ...found, problem: { ...toProblem(problem, c.get('requestId')) } }, 200)
      }
      const result = found.status === 'applied' ? await findResult(c, deps, ticketId) : undefined
      return c.json(result === undefined ? found : { ...found, result }, 200)
    },
  )
}

/** The ticket as it is now; undefined where the caller may not see it, or where it was deleted. */
async function findResult(c: Context<AppEnv>, deps: AppDeps, ticketId: string) {
  const { person } = c.get('caller')
  const record = await findTicketIfVisible(c.get('db'), person, ticketId)
  return record && presentTicket(record, person, currentInstant(deps))
}
