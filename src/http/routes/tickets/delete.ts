import { refuse } from '../../../domain/errors.js'
import { findTicket } from '../../../read/tickets/find.js'
import { answerCommand } from '../../answer-command.js'
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
      request: { params: idParam },
      responses: { 204: { description: 'Deleted' }, ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const { state } = await findTicket(c.get('db'), c.get('caller').person, ref)
      const isDraft = state.status === 'draft'
      if (!isDraft && state.type !== 'sub_ticket') {
        refuse('not_deletable', 'Only drafts and sub-tickets can be deleted.')
      }
      const name = isDraft ? 'delete_draft' : 'delete_sub_ticket'
      return answerCommand(c, deps, { name, ref, body: {} }, () => c.body(null, 204))
    },
  )
}
