import { DomainError } from '../../../domain/errors.js'
import { refuseDeletion } from '../../../domain/ticket/refusals.js'
import type { TicketState } from '../../../domain/ticket/state.js'
import { findTicketState } from '../../../read/tickets/find.js'
import { answerCommand } from '../../answer-command.js'
import { describeCommands } from '../../document/commands.js'
import { findRepeatedCommand } from '../../find-repeated-command.js'
import { refuseStaleRevision } from '../../refuse-stale-revision.js'
import { COMMAND_RESPONSES, defineRoute, idParam } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function deleteTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'deleteTicket',
      method: 'delete',
      path: '/tickets/{id}',
      tags: ['Tickets'],
      summary: 'Put a draft away, or delete a sub-ticket',
      description: describeCommands('delete_draft', 'delete_sub_ticket'),
      request: { params: idParam },
      responses: { 204: { description: 'Deleted' }, ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const chosen = async () => {
        const state = await findTicketState(c.get('db'), c.get('caller').person, ref)
        refuseStaleRevision(c, state)
        return chooseDeletion(state)
      }
      const name = (await findRepeatedCommand(c)) ?? (await chosen())
      const sent = { name, ref, body: {}, isOwnAnswer: true }
      return answerCommand(c, deps, sent, () => c.body(null, 204))
    },
  )
}

function chooseDeletion(state: TicketState) {
  const refused = refuseDeletion(state)
  if (refused !== undefined) throw new DomainError(refused)
  return state.status === 'draft' ? 'delete_draft' : 'delete_sub_ticket'
}
