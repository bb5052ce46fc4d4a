import {
  articleSearch,
  articleSearchQuery,
  keptSearchPage,
  keptSearchQuery,
} from '../../../contracts/kb-search.js'
import { readerReach } from '../../../domain/kb/visibility.js'
import { listSearches } from '../../../read/kb/list-searches.js'
import { searchArticles } from '../../../read/kb/search-articles.js'
import { keepSearch } from '../../../write/kb/keep-search.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readWriter, TAGS, WRITERS } from './kit.js'

export function searchArticlesRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'searchArticles',
      method: 'get',
      path: '/kb/search',
      tags: TAGS,
      summary: 'Find articles by words, the best first; a slip is forgiven',
      request: { query: articleSearchQuery },
      responses: { 200: json(articleSearch, 'What one may read of what was published') },
    }),
    async (c) => {
      const query = c.req.valid('query')
      const db = c.get('db')
      const answer = await searchArticles(db, readerReach(c.get('caller').person), query)
      const found = answer.items.length
      deps.afterAnswer(() => keepSearch(db, { id: c.get('workId'), q: query.q, found }))
      return c.json(answer, 200)
    },
  )
}

export function listSearchesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      operationId: 'listArticleSearches',
      method: 'get',
      path: '/kb/searches',
      tags: TAGS,
      summary: 'What was looked for and not found, the last first',
      request: { query: keptSearchQuery },
      responses: { 200: json(keptSearchPage, 'A page of searches'), ...problems(403) },
    }),
    async (c) => {
      readWriter(c)
      return c.json(await listSearches(c.get('db'), c.req.valid('query')), 200)
    },
  )
}
