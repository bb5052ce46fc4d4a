import { article, articlePatch } from '../../../contracts/kb-articles.js'
import { editArticle } from '../../../write/kb/edit-article.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { nameArticle, noteRevision, REVISED, readWriter, TAGS, WRITERS } from './kit.js'

export function patchArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      ...REVISED,
      operationId: 'patchArticle',
      method: 'patch',
      path: '/kb/articles/{id}',
      tags: TAGS,
      summary: 'Write on an article; where it stands and for whom it is holds at once',
      request: { params: idParam, ...body(articlePatch) },
      responses: { 200: json(article, 'As it is now'), ...problems(403, 404, 409, 410, 412) },
    }),
    async (c) => {
      const author = readWriter(c)
      const named = nameArticle(c, c.req.valid('param'))
      const after = await editArticle(deps.db, author, named, c.req.valid('json'))
      deps.notifyCommitted()
      noteRevision(c, after)
      return c.json(after, 200)
    },
  )
}
