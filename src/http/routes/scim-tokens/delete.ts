import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { revokeScimToken } from '../../../write/scim-tokens/revoke.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function deleteScimTokenRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'deleteScimToken',
      method: 'delete',
      path: '/admin/scim_tokens/{id}',
      tags: ['Admin'],
      summary: 'Take a token back: it opens nothing from now on',
      request: { params: idParam },
      responses: { 204: { description: 'It is gone' }, ...problems(403, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const isRevoked =
        isUuid(id) && (await revokeScimToken(c.get('db'), person.id, id, c.get('origin')))
      if (!isRevoked) return refuseMissing('token')
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
