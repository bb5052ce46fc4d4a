import { deleteArticle } from '../../../write/kb/delete-article.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { nameArticle, readWriter, TAGS, WRITERS } from './kit.js'

export function deleteArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      operationId: 'deleteArticle',
      method: 'delete',
      path: '/kb/articles/{id}',
      tags: TAGS,
      summary: 'Delete an article',
      request: { params: idParam },
      responses: {
        204: { description: 'It is deleted, and can be restored' },
        ...problems(403, 404, 412),
      },
    }),
    async (c) => {
      const author = readWriter(c)
      await deleteArticle(deps.db, author, nameArticle(c, c.req.valid('param')))
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
