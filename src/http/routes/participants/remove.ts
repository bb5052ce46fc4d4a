import { participantBody } from '../../../contracts/command-bodies.js'
import { participantList } from '../../../contracts/tickets.js'
import { readParticipants } from '../../../read/tickets/participants.js'
import { answerList } from '../../answer-command.js'
import { documentCommand } from '../../document/commands.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function removeParticipantRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'removeParticipant',
      method: 'post',
      path: '/tickets/{id}/participants/remove',
      tags: ['Participants'],
      ...documentCommand('remove_participant'),
      request: { params: idParam, ...body(participantBody) },
      responses: { 200: json(participantList, 'All participants'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const sent = { name: 'remove_participant', ref, body: c.req.valid('json') } as const
      return answerList(c, deps, sent, ({ state }) => readParticipants(c.get('db'), state))
    },
  )
}
