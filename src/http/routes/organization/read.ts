import { organization } from '../../../contracts/organizations.js'
import { readOrganization } from '../../../read/organizations/find.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'

export function readOrganizationRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'readOrganization',
      method: 'get',
      path: '/admin/organization',
      tags: TAGS,
      summary: "The admin's own organization",
      responses: { 200: json(organization, 'As it is'), ...problems(403) },
    }),
    async (c) => c.json(await readOrganization(c.get('db')), 200),
  )
}
