import { z } from '@hono/zod-openapi'
import { categoryPage } from '../../../contracts/categories.js'
import { pageQuery } from '../../../contracts/common.js'
import { listCategories } from '../../../read/categories/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listCategoriesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listCategories',
      method: 'get',
      path: '/categories',
      tags: ['Look-ups'],
      summary: 'Categories',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: json(categoryPage, 'Categories') },
    }),
    async (c) => c.json(await listCategories(c.get('db'), c.req.valid('query')), 200),
  )
}
