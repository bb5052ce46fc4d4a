import { articlePage, articleQuery } from '../../../contracts/kb-articles.js'
import { listArticles } from '../../../read/kb/list-articles.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readReader, TAGS } from './kit.js'

export function listArticlesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listArticles',
      method: 'get',
      path: '/kb/articles',
      tags: TAGS,
      summary: 'Articles, newest first',
      request: { query: articleQuery },
      responses: { 200: json(articlePage, 'Those that one may read') },
    }),
    async (c) => {
      return c.json(await listArticles(c.get('db'), readReader(c), c.req.valid('query')), 200)
    },
  )
}
