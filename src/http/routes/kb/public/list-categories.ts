import {
  publicCategory,
  publicCategoryPage,
  publicCategoryQuery,
} from '../../../../contracts/kb-reading.js'
import { listKbCategories } from '../../../../read/kb/list-categories.js'
import { kbCategories } from '../../../../write/kb/categories.js'
import { defineRoute, json, problems } from '../../../route.js'
import type { RouteKit } from '../../kit.js'
import { TAGS } from '../kit.js'
import { ANYBODY, allowCaching, enter, organizationParam, pick } from './kit.js'

export function publicCategoriesRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'listPublicArticleCategories',
      method: 'get',
      path: '/public/{organization}/kb/categories',
      tags: TAGS,
      summary: 'The categories of articles that everybody may read, in their order',
      request: { params: organizationParam, query: publicCategoryQuery },
      responses: { 200: json(publicCategoryPage, 'A page of them'), ...problems(404) },
    }),
    async (c) => {
      const db = await enter(c, deps, c.req.valid('param').organization)
      const page = await listKbCategories(db, kbCategories, ANYBODY, c.req.valid('query'))
      allowCaching(c)
      return c.json({ ...page, items: page.items.map((one) => pick(publicCategory, one)) }, 200)
    },
  )
}
