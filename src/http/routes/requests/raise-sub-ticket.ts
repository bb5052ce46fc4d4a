import { newSubTicketRequest } from '../../../contracts/requests.js'
import { documentCommand } from '../../document/commands.js'
import { body, defineRoute } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { RAISED_RESPONSES, raiseRequest } from './raise.js'

export function requestSubTicketRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'requestSubTicket',
      method: 'post',
      path: '/subticket-requests',
      tags: ['Requests'],
      ...documentCommand('request_sub_ticket'),
      request: body(newSubTicketRequest),
      responses: RAISED_RESPONSES,
    }),
    async (c) => {
      const { ticketId: ref, ...given } = c.req.valid('json')
      const content = { ...given, reason: given.message ?? given.title }
      const sent = { name: 'request_sub_ticket', ref, body: content, isNamedInBody: true } as const
      return raiseRequest(c, deps, sent)
    },
  )
}
