import { slaProof, slaProofQuery } from '../../../contracts/sla-proof.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { readSlaProof } from '../../../read/tickets/sla-proof.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readSlaProofRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readSlaProof',
      method: 'get',
      path: '/tickets/{id}/sla/proof',
      tags: ['Tickets'],
      summary: 'The steps of the clocks, and what all of them add up to beside what is stored',
      request: { params: idParam, query: slaProofQuery },
      responses: { 200: json(slaProof, 'The proof'), ...problems(404, 410) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, c.req.valid('param').id)
      return c.json(await readSlaProof(c.get('db'), state, c.req.valid('query')), 200)
    },
  )
}
