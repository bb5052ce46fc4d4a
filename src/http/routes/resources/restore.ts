import { emptyBody } from '../../../contracts/common.js'
import { restoreResource } from '../../../write/resources/restore.js'
import { body, defineRoute, idParam, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import {
  ADMINS,
  describeVersions,
  type KeptRoutes,
  listRefusals,
  noteChange,
  noteVersion,
  readAuthor,
  readNamed,
  TAGS,
} from './kit.js'

export function restoreResourceRoute(
  { app, deps, guard }: RouteKit,
  { resource, path, one, view, access = ADMINS, tags = TAGS }: KeptRoutes,
): void {
  app.openapi(
    defineRoute(guard, access, {
      ...describeVersions(resource),
      operationId: `restore${one}`,
      method: 'post',
      path: `${path}/{id}/restore`,
      tags,
      summary: `Take the deletion of a ${resource.noun} back`,
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 200: json(view, 'It is there again'), ...listRefusals(resource) },
    }),
    async (c) => {
      const named = readNamed(c, c.req.valid('param'), resource)
      const after = await restoreResource(deps.db, readAuthor(c), resource, named)
      noteChange(c, deps)
      noteVersion(c, after)
      return c.json(after, 200)
    },
  )
}
