import { me, profilePatch } from '../../../contracts/profile.js'
import { readMe } from '../../../read/users/me.js'
import { updateProfile } from '../../../write/users/edit-profile.js'
import { setAvatar } from '../../../write/users/set-avatar.js'
import { body, defineRoute, json, problems } from '../../route.js'
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
      responses: { 200: json(me, 'The caller after it'), ...problems(404) },
    }),
    async (c) => {
      const { organizationId, person } = c.get('caller')
      const userId = person.id
      const { avatar, ...profile } = c.req.valid('json')
      const origin = c.get('origin')
      if (avatar !== undefined) {
        await setAvatar(deps.db, { organizationId, userId, origin, key: avatar })
        deps.notifyCommitted()
      }
      await updateProfile(c.get('db'), userId, profile, origin)
      deps.sessions.forget({ userId })
      return c.json(await readMe(c.get('db'), userId), 200)
    },
  )
}
