import { article } from '../../../contracts/kb-articles.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { noteRevision, REVISED, readArticleId, readReader, TAGS } from './kit.js'

export function readArticleRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      ...REVISED,
      operationId: 'readArticle',
      method: 'get',
      path: '/kb/articles/{id}',
      tags: TAGS,
      summary: 'One article: as it was published last, or as those have it who write it',
      request: { params: idParam },
      responses: { 200: json(article, 'As one may see it'), ...problems(404) },
    }),
    async (c) => {
      const id = readArticleId(c.req.valid('param'))
      const found = await findArticle(c.get('db'), readReader(c), id)
      noteRevision(c, found)
      return c.json(found, 200)
    },
  )
}
