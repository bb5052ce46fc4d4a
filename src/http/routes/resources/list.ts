import { page } from '../../../contracts/common.js'
import { resourceQuery } from '../../../contracts/resources.js'
import { listCatalogue } from '../../../read/catalogue.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, type ResourceRoutes, TAGS } from './kit.js'

export function listResourceRoute(
  { app, guard }: RouteKit,
  { resource, path, many, plural, view, readers = ADMINS, tags = TAGS }: ResourceRoutes,
): void {
  app.openapi(
    defineRoute(guard, readers, {
      operationId: `listKept${many}`,
      method: 'get',
      path,
      tags,
      summary: `The organization's ${plural}, by name`,
      request: { query: resourceQuery },
      responses: { 200: json(page(view), `A page of ${plural}`), ...problems(403) },
    }),
    async (c) => {
      return c.json(await listCatalogue(c.get('db'), resource, c.req.valid('query')), 200)
    },
  )
}
