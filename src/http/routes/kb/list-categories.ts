import { kbCategoryPage, kbCategoryQuery } from '../../../contracts/kb-categories.js'
import { listKbCategories } from '../../../read/kb/list-categories.js'
import { kbCategories } from '../../../write/kb/categories.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readReader, TAGS } from './kit.js'

export function listKbCategoriesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listArticleCategories',
      method: 'get',
      path: '/kb/categories',
      tags: TAGS,
      summary: 'The categories of articles, in their order',
      request: { query: kbCategoryQuery },
      responses: { 200: json(kbCategoryPage, 'Those that one may see') },
    }),
    async (c) => {
      const query = c.req.valid('query')
      return c.json(await listKbCategories(c.get('db'), kbCategories, readReader(c), query), 200)
    },
  )
}
