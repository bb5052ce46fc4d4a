import { organization, organizationPatch } from '../../../contracts/organizations.js'
import { editOrganization } from '../../../write/organizations/edit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, noteChange, readAuthor, TAGS } from '../resources/kit.js'

export function patchOrganizationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'patchOrganization',
      method: 'patch',
      path: '/admin/organization',
      tags: TAGS,
      summary: 'Change the name, the slug, the domain or the tier of the organization',
      request: body(organizationPatch),
      responses: { 200: json(organization, 'As it is now'), ...problems(403) },
    }),
    async (c) => {
      const after = await editOrganization(deps.db, readAuthor(c), c.req.valid('json'))
      noteChange(c, deps)
      return c.json(after, 200)
    },
  )
}
