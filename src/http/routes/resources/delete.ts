import { z } from 'zod'
import { deleteResource } from '../../../write/resources/delete.js'
import { defineRoute, idParam } from '../../route.js'
import type { RouteKit } from '../kit.js'
import {
  ADMINS,
  type KeptRoutes,
  listRefusals,
  noteChange,
  readAuthor,
  readNamed,
  TAGS,
} from './kit.js'

export function deleteResourceRoute(
  { app, deps, guard }: RouteKit,
  { resource, path, one, deletion = z.strictObject({}), access = ADMINS, tags = TAGS }: KeptRoutes,
): void {
  app.openapi(
    defineRoute(guard, access, {
      operationId: `delete${one}`,
      method: 'delete',
      path: `${path}/{id}`,
      tags,
      summary: `Delete a ${resource.noun}; what names it keeps it`,
      request: { params: idParam, query: deletion },
      responses: {
        204: { description: 'It is deleted, and can be restored' },
        ...listRefusals(resource),
      },
    }),
    async (c) => {
      const named = readNamed(c, c.req.valid('param'), resource)
      const options = c.req.valid('query')
      await deleteResource(deps.db, readAuthor(c), resource, { ...named, options })
      noteChange(c, deps)
      return c.body(null, 204)
    },
  )
}
