import { me } from '../../../contracts/profile.js'
import { readMe } from '../../../read/users/me.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readMeRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readMe',
      method: 'get',
      path: '/users/me',
      tags: ['People'],
      summary: 'My profile',
      responses: { 200: json(me, 'The caller') },
    }),
    async (c) => c.json(await readMe(c.get('db'), c.get('caller').person.id), 200),
  )
}
