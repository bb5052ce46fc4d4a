import { userPage, userQuery } from '../../../contracts/users.js'
import { STAFF } from '../../../domain/people.js'
import { listUsers } from '../../../read/users/list.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listUsersRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, STAFF, {
      operationId: 'listUsers',
      method: 'get',
      path: '/users',
      tags: ['People'],
      summary: 'Colleagues who can be named in commands',
      request: { query: userQuery },
      responses: { 200: json(userPage, 'Active users'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await listUsers(c.get('db'), person, c.req.valid('query')), 200)
    },
  )
}
