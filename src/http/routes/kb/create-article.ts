import { article, newArticle } from '../../../contracts/kb-articles.js'
import { draftArticle } from '../../../read/kb/draft-article.js'
import { createArticle } from '../../../write/kb/create-article.js'
import { BASE } from '../../base.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { noteRevision, REVISED, readWriter, TAGS, WRITERS } from './kit.js'

export function createArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      ...REVISED,
      operationId: 'createArticle',
      method: 'post',
      path: '/kb/articles',
      tags: TAGS,
      summary:
        'Begin an article, from a completed ticket if asked; nobody else reads it before it is published',
      request: body(newArticle),
      responses: { 201: json(article, 'The draft'), ...problems(403, 404, 409, 410) },
    }),
    async (c) => {
      const author = readWriter(c)
      const id = c.get('workId')
      const given = await draftArticle(c.get('db'), c.get('caller').person, c.req.valid('json'))
      const made = await createArticle(deps.db, author, id, given)
      deps.notifyCommitted()
      noteRevision(c, made)
      c.header('Location', `${BASE}/kb/articles/${id}`)
      return c.json(made, 201)
    },
  )
}
