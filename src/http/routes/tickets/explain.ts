import { emptyBody } from '../../../contracts/common.js'
import { explanation } from '../../../contracts/explanation.js'
import { explain } from '../../../domain/ticket/explain.js'
import { readFacts } from '../../../read/tickets/facts.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function explainTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'explainTicket',
      method: 'post',
      path: '/tickets/{id}/explain',
      tags: ['Tickets'],
      summary: 'What each command would meet now, and what each timer waits for',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 200: json(explanation, 'For this caller'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      const facts = await readFacts(c.get('db'), state.id, person.id)
      const at = currentInstant(deps)
      return c.json(explain(state, { kind: 'user', id: person.id }, { at, facts }), 200)
    },
  )
}
