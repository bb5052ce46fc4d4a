import { grantPermissionBody, heldPermission } from '../../../contracts/permissions.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { findPermission } from '../../../read/permissions/list.js'
import { grantPermission } from '../../../write/permissions/grant.js'
import { refusePastEnd } from '../../refuse-past-end.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function grantPermissionRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'grantPermission',
      method: 'post',
      path: '/admin/users/{id}/permissions',
      tags: ['Admin'],
      summary: 'Give somebody a permission besides their roles',
      description: 'Given again it has the new end, and the new grantor.',
      request: { params: idParam, ...body(grantPermissionBody) },
      responses: { 201: json(heldPermission, 'They have it now'), ...problems(403, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const given = c.req.valid('json')
      refusePastEnd(deps.now(), 'permission', given.expiresAt)
      const by = { adminId: c.get('caller').person.id, origin: c.get('origin') }
      const isGranted = isUuid(id) && (await grantPermission(c.get('db'), id, given, by))
      if (!isGranted) return refuseMissing('user')
      deps.sessions.forget({ userId: id })
      deps.notifyCommitted()
      const held = await findPermission(c.get('db'), id, given.permission)
      return c.json(held ?? refuseMissing('permission'), 201)
    },
  )
}
