import { emptyBody } from '../../../contracts/common.js'
import { inviteUser } from '../../../write/users/invite.js'
import { body, defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readAuthor, readId, TAGS } from '../resources/kit.js'

export function inviteUserRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'inviteUser',
      method: 'post',
      path: '/admin/users/{id}/invitation',
      tags: TAGS,
      summary:
        'Mail a link that sets a password to somebody who may sign in and has no way to, once more',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 204: { description: 'It is on its way' }, ...problems(403, 404, 409) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), { noun: 'user' })
      await inviteUser(deps.db, readAuthor(c), id, deps.keys.linkSecret)
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
