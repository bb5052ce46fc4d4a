import { departmentLoads } from '../../../contracts/dashboards.js'
import { readDepartmentLoads } from '../../../read/dashboards/departments.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { CACHED, readKept } from './answer.js'

export function readDepartmentLoadsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      operationId: 'readDepartmentLoads',
      method: 'get',
      path: '/moderator/departments/load',
      tags: ['Moderators'],
      summary: 'Who of each department has how many tickets',
      description: CACHED,
      responses: { 200: json(departmentLoads, 'The departments, by name'), ...problems(403) },
    }),
    async (c) => {
      const subject = { key: 'departments', requesterId: null }
      return c.json(
        await readKept(c, deps, subject, async () => ({
          items: await readDepartmentLoads(c.get('db')),
        })),
        200,
      )
    },
  )
}
