import { teamBody } from '../../../contracts/command-bodies.js'
import { teamMemberPage } from '../../../contracts/team-members.js'
import { presentTeam } from '../../../read/tickets/team-members.js'
import { answerList } from '../../answer-command.js'
import { documentCommand } from '../../document/commands.js'
import { body, COMMAND_RESPONSES, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function addTeamMembersRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'addTeamMembers',
      method: 'post',
      path: '/tickets/{id}/team-members',
      tags: ['Participants'],
      ...documentCommand('add_team_members'),
      request: { params: idParam, ...body(teamBody) },
      responses: { 200: json(teamMemberPage, 'The whole team'), ...COMMAND_RESPONSES },
    }),
    async (c) => {
      const ref = c.req.valid('param').id
      const sent = { name: 'add_team_members', ref, body: c.req.valid('json') } as const
      return answerList(c, deps, sent, presentTeam)
    },
  )
}
