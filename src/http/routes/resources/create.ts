import { createResource } from '../../../write/resources/create.js'
import { BASE } from '../../base.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import {
  ADMINS,
  describeVersions,
  noteChange,
  noteVersion,
  type ResourceRoutes,
  readAuthor,
  TAGS,
} from './kit.js'

export function createResourceRoute(
  { app, deps, guard }: RouteKit,
  { resource, path, one, view, created, prepare, access = ADMINS, tags = TAGS }: ResourceRoutes,
): void {
  app.openapi(
    defineRoute(guard, access, {
      ...describeVersions(resource),
      operationId: `create${one}`,
      method: 'post',
      path,
      tags,
      summary: `Add a ${resource.noun}`,
      request: body(created),
      responses: { 201: json(view, 'It is there'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = c.get('workId')
      const asked = c.req.valid('json')
      const given = (await prepare?.(id, asked, undefined)) ?? asked
      const made = await createResource(deps.db, readAuthor(c), resource, { id, given })
      noteChange(c, deps)
      noteVersion(c, made)
      c.header('Location', `${BASE}${path}/${id}`)
      return c.json(made, 201)
    },
  )
}
