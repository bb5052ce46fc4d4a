import { z } from '@hono/zod-openapi'
import { emptyBody } from '../../../contracts/common.js'
import { macroResult } from '../../../contracts/macros.js'
import { findMacro } from '../../../read/macros/find.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { ticketAfter } from '../../after-command.js'
import { refuseStaleRevision } from '../../refuse-stale-revision.js'
import { body, defineRoute, idParam, json, namedInPath, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { carryOutActions } from './carry-out-actions.js'

const params = idParam.extend({ macroId: namedInPath })

export function applyMacroRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      'x-versioned': true,
      operationId: 'applyMacro',
      method: 'post',
      path: '/tickets/{id}/macros/{macroId}',
      tags: ['Tickets'],
      summary: 'Carry out the actions of a macro, in order, as oneself',
      description:
        'Each with the rights of whoever asks: what one of them is refused is told by its code, and does not stop the next.',
      request: { params: z.strictObject(params.shape), ...body(emptyBody, false) },
      responses: {
        200: json(macroResult, 'The ticket after it, and what became of each action'),
        ...problems(403, 404, 412),
      },
    }),
    async (c) => {
      const { id: ref, macroId } = c.req.valid('param')
      const { person } = c.get('caller')
      const state = await findTicketState(c.get('db'), person, ref)
      const macro = await findMacro(c.get('db'), person, macroId)
      refuseStaleRevision(c, state)
      const results = await carryOutActions(c, deps, state.id, macro)
      return c.json({ ticket: await ticketAfter(c, deps, state.id), results }, 200)
    },
  )
}
