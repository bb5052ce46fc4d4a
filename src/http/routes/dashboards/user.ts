import { dashboard } from '../../../contracts/dashboards.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { readUserFigures } from '../../../read/dashboards/user.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { CACHED, readKept } from './answer.js'

export function readUserDashboardRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readUserDashboard',
      method: 'get',
      path: '/users/{id}/dashboard',
      tags: ['People'],
      summary: "How a user's tickets stand: one's own (`me`), or anybody's for moderators",
      description: CACHED,
      request: { params: idParam },
      responses: { 200: json(dashboard, 'The figures'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const userId = id === 'me' ? person.id : id
      const isAllowed = isUuid(userId) && (userId === person.id || isModerator(person))
      if (!isAllowed) return refuseMissing('user')
      const subject = { key: `user/${userId}`, requesterId: userId }
      return c.json(
        await readKept(c, deps, subject, () => readUserFigures(c.get('db'), userId)),
        200,
      )
    },
  )
}
