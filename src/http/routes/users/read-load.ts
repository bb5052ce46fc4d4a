import { userLoad } from '../../../contracts/users.js'
import { isUuid } from '../../../database/uuid.js'
import { mayReadUserLoad } from '../../../domain/access/dashboards.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { readUserLoad } from '../../../read/users/load.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readUserLoadRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readUserLoad',
      method: 'get',
      path: '/users/{id}/load',
      tags: ['People'],
      summary: 'How much somebody has to do (`me` too), and how much they may have',
      description: 'For themselves, the head of their department, moderators and admins.',
      request: { params: idParam },
      responses: { 200: json(userLoad, 'The figures'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const userId = id === 'me' ? person.id : id
      const found = isUuid(userId) ? await readUserLoad(c.get('db'), userId) : undefined
      if (found === undefined) return refuseMissing('user')
      if (!mayReadUserLoad(person, found.user)) {
        return refuse('forbidden', 'They, the head of their department and moderators read it.')
      }
      return c.json(found.load, 200)
    },
  )
}
