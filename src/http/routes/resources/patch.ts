import { readCatalogued } from '../../../read/catalogue.js'
import { editResource } from '../../../write/resources/edit.js'
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

export function patchResourceRoute({ app, deps, guard }: RouteKit, routes: KeptRoutes): void {
  const { resource, path, one, view, patch: schema, check, prepare } = routes
  const { access = ADMINS, tags = TAGS } = routes
  app.openapi(
    defineRoute(guard, access, {
      ...describeVersions(resource),
      operationId: `patch${one}`,
      method: 'patch',
      path: `${path}/{id}`,
      tags,
      summary: `Change a ${resource.noun}`,
      request: { params: idParam, ...body(schema) },
      responses: { 200: json(view, 'As it is now'), ...listRefusals(resource) },
    }),
    async (c) => {
      const named = readNamed(c, c.req.valid('param'), resource)
      const asked = c.req.valid('json')
      await check?.(asked)
      const readBefore = () =>
        readCatalogued<object>(c.get('db'), resource, named.id, resource.noun)
      const given = (await prepare?.(named.id, asked, readBefore)) ?? asked
      const after = await editResource(deps.db, readAuthor(c), resource, { ...named, given })
      noteChange(c, deps)
      noteVersion(c, after)
      return c.json(after, 200)
    },
  )
}
