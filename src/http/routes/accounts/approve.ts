import { keptUserDetail } from '../../../contracts/kept-users.js'
import { approveRegistrationBody } from '../../../contracts/registrations.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { answerDecision } from './decide.js'

export function approveRegistrationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'approveRegistration',
      method: 'post',
      path: '/admin/users/{id}/approve',
      tags: ['Admin'],
      summary: 'Approve a registration: they may sign in',
      description: 'They are told by mail. What was decided already is 409 `invalid_transition`.',
      request: { params: idParam, ...body(approveRegistrationBody, false) },
      responses: { 200: json(keptUserDetail, 'The account after it'), ...problems(403, 404) },
    }),
    async (c) =>
      answerDecision(c, deps, c.req.valid('param').id, {
        kind: 'approve',
        ...c.req.valid('json'),
      }),
  )
}
