import { keptUserPage, keptUserQuery } from '../../../contracts/kept-users.js'
import { listKeptUsers } from '../../../read/users/kept.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'

export function listKeptUsersRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'listKeptUsers',
      method: 'get',
      path: '/admin/users',
      tags: TAGS,
      summary: 'Everybody of the organization, whatever their account may do',
      request: { query: keptUserQuery },
      responses: { 200: json(keptUserPage, 'A page of users'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      return c.json(await listKeptUsers(c.get('db'), person.id, c.req.valid('query')), 200)
    },
  )
}
