import {
  articleCounts,
  articleFeedbackPage,
  articleFeedbackQuery,
  newFeedback,
} from '../../../contracts/kb-reading.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { listFeedback } from '../../../read/kb/list-feedback.js'
import { giveFeedback } from '../../../write/kb/give-feedback.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { readArticleId, readReader, readWriter, TAGS, WRITERS } from './kit.js'

export function giveFeedbackRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'giveArticleFeedback',
      method: 'post',
      path: '/kb/articles/{id}/feedback',
      tags: TAGS,
      summary: 'Say whether an article has helped; what one says last counts',
      request: { params: idParam, ...body(newFeedback) },
      responses: { 200: json(articleCounts, 'What its readers have made of it'), ...problems(404) },
    }),
    async (c) => {
      const id = readArticleId(c.req.valid('param'))
      await findArticle(c.get('db'), readReader(c), id)
      const counts = await giveFeedback(deps.db, readAuthor(c), id, c.req.valid('json'))
      deps.notifyCommitted()
      return c.json(counts, 200)
    },
  )
}

export function listFeedbackRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      operationId: 'listArticleFeedback',
      method: 'get',
      path: '/kb/articles/{id}/feedback',
      tags: TAGS,
      summary: 'What readers say of an article, the last first',
      request: { params: idParam, query: articleFeedbackQuery },
      responses: { 200: json(articleFeedbackPage, 'A page of it'), ...problems(403, 404) },
    }),
    async (c) => {
      readWriter(c)
      const id = readArticleId(c.req.valid('param'))
      await findArticle(c.get('db'), readReader(c), id)
      return c.json(await listFeedback(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
