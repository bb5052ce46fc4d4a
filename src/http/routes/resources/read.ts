import { readCatalogued } from '../../../read/catalogue.js'
import type { Shown } from '../../../write/resources/resource.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, describeVersions, type KeptRoutes, noteVersion, readId, TAGS } from './kit.js'

export function readResourceRoute(
  { app, guard }: RouteKit,
  { resource, path, one, view, readers = ADMINS, tags = TAGS }: KeptRoutes,
): void {
  app.openapi(
    defineRoute(guard, readers, {
      ...describeVersions(resource),
      operationId: `readKept${one}`,
      method: 'get',
      path: `${path}/{id}`,
      tags,
      summary: `One ${resource.noun}`,
      request: { params: idParam },
      responses: { 200: json(view, 'As it is'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), resource)
      const found = await readCatalogued<Shown>(c.get('db'), resource, id, resource.noun)
      noteVersion(c, found)
      return c.json(found, 200)
    },
  )
}
