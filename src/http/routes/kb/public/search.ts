import { articleSearch, articleSearchQuery } from '../../../../contracts/kb-search.js'
import { searchArticles } from '../../../../read/kb/search-articles.js'
import { keepSearch } from '../../../../write/kb/keep-search.js'
import { defineRoute, json, problems } from '../../../route.js'
import type { RouteKit } from '../../kit.js'
import { TAGS } from '../kit.js'
import { allowCaching, enter, organizationParam, REACH } from './kit.js'

export function publicSearchRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'searchPublicArticles',
      method: 'get',
      path: '/public/{organization}/kb/search',
      tags: TAGS,
      summary: 'Find articles that everybody may read',
      request: { params: organizationParam, query: articleSearchQuery },
      responses: { 200: json(articleSearch, 'The best first'), ...problems(404) },
    }),
    async (c) => {
      const db = await enter(c, deps, c.req.valid('param').organization)
      const query = c.req.valid('query')
      const answer = await searchArticles(db, REACH, query)
      const found = answer.items.length
      deps.afterAnswer(() => keepSearch(db, { id: c.get('workId'), q: query.q, found }))
      allowCaching(c)
      return c.json(answer, 200)
    },
  )
}
