import { splitBody } from '../../../contracts/command-bodies.js'
import { ticketPage } from '../../../contracts/tickets.js'
import { listSplitResult } from '../../../read/sub-tickets/list-split-result.js'
import { stateAfter } from '../../after-command.js'
import { answerCommand } from '../../answer-command.js'
import { documentCommand } from '../../document/commands.js'
import { currentInstant } from '../../env.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function splitTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'splitTicket',
      method: 'post',
      path: '/tickets/{id}/split',
      tags: ['Tickets'],
      ...documentCommand('split'),
      request: { params: idParam, ...body(splitBody) },
      responses: { 201: json(ticketPage, 'The new sub-tickets'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const sent = { name: 'split', ref, body: c.req.valid('json') } as const
      return answerCommand(c, deps, sent, async (ticketId) => {
        const { person } = c.get('caller')
        await stateAfter(c, ticketId)
        const at = currentInstant(deps)
        const items = await listSplitResult(c.get('db'), person, ticketId, c.get('workId'), at)
        return c.json({ items, nextCursor: null }, 201)
      })
    },
  )
}
