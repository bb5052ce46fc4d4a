import { keptUserDetail } from '../../../contracts/kept-users.js'
import { rejectRegistrationBody } from '../../../contracts/registrations.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { answerDecision } from './decide.js'

export function rejectRegistrationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'rejectRegistration',
      method: 'post',
      path: '/admin/users/{id}/reject',
      tags: ['Admin'],
      summary: 'Reject a registration',
      description: 'They are told by mail. What was decided already is 409 `invalid_transition`.',
      request: { params: idParam, ...body(rejectRegistrationBody, false) },
      responses: { 200: json(keptUserDetail, 'The account after it'), ...problems(403, 404) },
    }),
    async (c) =>
      answerDecision(c, deps, c.req.valid('param').id, {
        kind: 'reject',
        ...c.req.valid('json'),
      }),
  )
}
