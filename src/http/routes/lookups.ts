import { z } from '@hono/zod-openapi'
import { categoryPage, departmentPage, slaTemplatePage } from '../../contracts/catalog.js'
import { pageQuery } from '../../contracts/common.js'
import { listCategories } from '../../read/categories/list.js'
import { listDepartments } from '../../read/departments/list.js'
import { listSlaTemplates } from '../../read/sla-templates/list.js'
import { json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'
import { STAFF } from './users.js'

const query = z.strictObject(pageQuery)

export function addLookupRoutes({ app, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/departments',
      tags: ['Look-ups'],
      summary: 'Departments',
      request: { query },
      responses: { 200: json(departmentPage, 'Departments'), ...problems(400, 401) },
    }),
    async (c) => c.json(await listDepartments(c.get('db'), c.req.valid('query')), 200),
  )
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/categories',
      tags: ['Look-ups'],
      summary: 'Categories',
      request: { query },
      responses: { 200: json(categoryPage, 'Categories'), ...problems(400, 401) },
    }),
    async (c) => c.json(await listCategories(c.get('db'), c.req.valid('query')), 200),
  )
  app.openapi(
    operation(guard, STAFF, {
      method: 'get',
      path: '/sla_templates',
      tags: ['Look-ups'],
      summary: 'SLA templates',
      request: { query },
      responses: { 200: json(slaTemplatePage, 'SLA templates'), ...problems(400, 401, 403) },
    }),
    async (c) => c.json(await listSlaTemplates(c.get('db'), c.req.valid('query')), 200),
  )
}
