import { dashboard } from '../../../contracts/dashboards.js'
import { readOrganizationFigures } from '../../../read/dashboards/organization.js'
import { type Access, MODERATORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { CACHED, readKept } from './answer.js'

/** For moderators, and the same for admins. */
const ROUTES: { operationId: string; path: string; access: Access; tag: string }[] = [
  {
    operationId: 'readModeratorDashboard',
    path: '/moderator/dashboard',
    access: MODERATORS,
    tag: 'Moderators',
  },
  { operationId: 'readAdminDashboard', path: '/admin/dashboard', access: ['admin'], tag: 'Admin' },
]

export function readOrganizationDashboardRoutes({ app, deps, guard }: RouteKit): void {
  for (const { operationId, path, access, tag } of ROUTES) {
    app.openapi(
      defineRoute(guard, access, {
        operationId,
        method: 'get',
        path,
        tags: [tag],
        summary: 'How all tickets stand',
        description: CACHED,
        responses: { 200: json(dashboard, 'The figures'), ...problems(403) },
      }),
      async (c) => {
        const subject = { key: 'organization', requesterId: null }
        return c.json(
          await readKept(c, deps, subject, () => readOrganizationFigures(c.get('db'))),
          200,
        )
      },
    )
  }
}
