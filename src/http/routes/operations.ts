import { z } from '@hono/zod-openapi'
import { operation as operationSchema } from '../../contracts/ticket-records.js'
import { readOperation } from '../../read/operations/find.js'
import { findTicket } from '../../read/tickets/find.js'
import { presentTicket } from '../../read/tickets/present.js'
import { currentInstant } from '../env.js'
import { toProblem } from '../errors.js'
import { json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'

export function addOperationRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/operations/{id}',
      tags: ['System'],
      summary: 'What became of a command that was answered 202',
      request: { params: z.strictObject({ id: z.string() }) },
      responses: { 200: json(operationSchema, 'The operation'), ...problems(401, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { operationId, status, ticketId, problem, at } = await readOperation(
        c.get('db'),
        person.id,
        c.req.valid('param').id,
      )
      const result =
        status === 'applied'
          ? {
              result: presentTicket(
                await findTicket(c.get('db'), person, ticketId, 'to_claim'),
                person,
                currentInstant(deps),
              ),
            }
          : {}
      const refused =
        problem === null ? {} : { problem: { ...toProblem(problem, c.get('requestId')) } }
      return c.json({ operationId, status, at, ...result, ...refused }, 200)
    },
  )
}
