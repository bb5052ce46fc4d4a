import { removeTotp } from '../../../auth/totp.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function removeTotpRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'removeTotp',
      method: 'delete',
      path: '/admin/users/{id}/totp',
      tags: ['Admin'],
      summary: 'Turn off the second factor of somebody who has lost it',
      description: "They are told by mail. One's own is turned off by `DELETE /auth/totp`.",
      request: { params: idParam },
      responses: {
        204: { description: 'Their password is enough from now on' },
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { id: actorId } = c.get('caller').person
      const actor = { kind: 'user', id: actorId } as const
      const isRemoved =
        isUuid(id) &&
        id !== actorId &&
        (await removeTotp(c.get('db'), { id, actor, origin: c.get('origin') }))
      if (!isRemoved) refuseMissing('second factor')
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
