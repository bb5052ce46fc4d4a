import { keptUserDetail } from '../../../contracts/kept-users.js'
import { readKeptUser } from '../../../read/users/kept.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function readKeptUserRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'readKeptUser',
      method: 'get',
      path: '/admin/users/{id}',
      tags: TAGS,
      summary: 'One user, and how many tickets wait for them',
      request: { params: idParam },
      responses: { 200: json(keptUserDetail, 'As they are'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), { noun: 'user' })
      return c.json(await readKeptUser(c.get('db'), id), 200)
    },
  )
}
