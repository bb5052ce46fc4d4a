import { z } from '@hono/zod-openapi'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { revokePermission } from '../../../write/permissions/revoke.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const params = idParam.extend({ permission: z.string() })

export function revokePermissionRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'revokePermission',
      method: 'delete',
      path: '/admin/users/{id}/permissions/{permission}',
      tags: ['Admin'],
      summary: 'Take a permission back',
      request: { params },
      responses: { 204: { description: 'They have it no more' }, ...problems(403, 404) },
    }),
    async (c) => {
      const { id, permission } = c.req.valid('param')
      const by = { adminId: c.get('caller').person.id, origin: c.get('origin') }
      const isRevoked = isUuid(id) && (await revokePermission(c.get('db'), id, permission, by))
      if (!isRevoked) refuseMissing('permission')
      deps.sessions.forget({ userId: id })
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
