import type { Context } from 'hono'
import {
  type DepartmentDashboardView,
  departmentDashboard,
  departmentLoad,
} from '../../../contracts/dashboards.js'
import { isUuid } from '../../../database/uuid.js'
import { mayReadLoad } from '../../../domain/access/dashboards.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { hasDepartment, readDepartmentFigures } from '../../../read/dashboards/departments.js'
import type { AppDeps, AppEnv } from '../../env.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { CACHED, readKept } from './answer.js'

const WHO = 'For its head, its managers, moderators and admins.'

export function readDepartmentDashboardRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readDepartmentDashboard',
      method: 'get',
      path: '/departments/{id}/dashboard',
      tags: ['Look-ups'],
      summary: "How a department's tickets stand, and who has how many",
      description: `${WHO} ${CACHED}`,
      request: { params: idParam },
      responses: { 200: json(departmentDashboard, 'The figures'), ...problems(403, 404) },
    }),
    async (c) => c.json(await readDepartment(c, deps, c.req.valid('param').id), 200),
  )
}

export function readDepartmentLoadRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readDepartmentLoad',
      method: 'get',
      path: '/departments/{id}/load',
      tags: ['Look-ups'],
      summary: 'Who of a department has how many tickets',
      description: `${WHO} ${CACHED}`,
      request: { params: idParam },
      responses: { 200: json(departmentLoad, 'The figures'), ...problems(403, 404) },
    }),
    async (c) => {
      const found = await readDepartment(c, deps, c.req.valid('param').id)
      const { drafts: _, meanResolutionSeconds: __, ...load } = found
      return c.json(load, 200)
    },
  )
}

async function readDepartment(
  c: Context<AppEnv>,
  deps: AppDeps,
  departmentId: string,
): Promise<DepartmentDashboardView> {
  const isKnown = isUuid(departmentId) && (await hasDepartment(c.get('db'), departmentId))
  if (!isKnown) return refuseMissing('department')
  if (!mayReadLoad(c.get('caller').person, departmentId)) {
    return refuse('forbidden', 'Its head, its managers, moderators and admins read it.')
  }
  const subject = { key: `department/${departmentId}`, requesterId: null }
  return readKept(c, deps, subject, async () => {
    const found = await readDepartmentFigures(c.get('db'), departmentId)
    return found ?? refuseMissing('department')
  })
}
