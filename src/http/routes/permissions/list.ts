import { permissionPage, permissionQuery } from '../../../contracts/permissions.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { listPermissions } from '../../../read/permissions/list.js'
import { readKeptUser } from '../../../read/users/kept.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listPermissionsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'listPermissions',
      method: 'get',
      path: '/admin/users/{id}/permissions',
      tags: ['Admin'],
      summary: 'What somebody may do besides what their roles allow',
      request: { params: idParam, query: permissionQuery },
      responses: {
        200: json(permissionPage, 'Those that count; one that is over is not among them'),
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      if (!isUuid(id)) return refuseMissing('user')
      await readKeptUser(c.get('db'), id)
      return c.json(await listPermissions(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
