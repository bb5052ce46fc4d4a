import { teamMemberPage } from '../../../contracts/team-members.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { presentTeam } from '../../../read/tickets/team-members.js'
import { answerList } from '../../answer-command.js'
import { documentCommand } from '../../document/commands.js'
import { COMMAND_RESPONSES, defineRoute, idParam, json, namedInPath } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function removeTeamMemberRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'removeTeamMember',
      method: 'delete',
      path: '/tickets/{id}/team-members/{userId}',
      tags: ['Participants'],
      ...documentCommand('remove_team_member'),
      request: { params: idParam.extend({ userId: namedInPath }) },
      responses: { 200: json(teamMemberPage, 'The whole team'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const { id: ref, userId } = c.req.valid('param')
      if (!isUuid(userId)) return refuseMissing('user')
      const sent = { name: 'remove_team_member', ref, body: { userId } } as const
      return answerList(c, deps, sent, presentTeam)
    },
  )
}
