import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { departmentPage } from '../../../contracts/departments.js'
import { listDepartments } from '../../../read/departments/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listDepartmentsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listDepartments',
      method: 'get',
      path: '/departments',
      tags: ['Look-ups'],
      summary: 'Departments',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: json(departmentPage, 'Departments') },
    }),
    async (c) => c.json(await listDepartments(c.get('db'), c.req.valid('query')), 200),
  )
}
