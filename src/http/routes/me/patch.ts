import { me, profilePatch } from '../../../contracts/profile.js'
import { readMe } from '../../../read/users/me.js'
import { updateProfile } from '../../../write/users/edit-profile.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function patchMeRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'patchMe',
      method: 'patch',
      path: '/users/me',
      tags: ['People'],
      summary: 'Change my profile',
      request: body(profilePatch),
      responses: { 200: json(me, 'The caller after it') },
    }),
    async (c) => {
      const userId = c.get('caller').person.id
      await updateProfile(c.get('db'), userId, c.req.valid('json'), c.get('origin'))
      deps.sessions.forget({ userId })
      return c.json(await readMe(c.get('db'), userId), 200)
    },
  )
}
