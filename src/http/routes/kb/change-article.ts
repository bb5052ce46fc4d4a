import { emptyBody } from '../../../contracts/common.js'
import { article } from '../../../contracts/kb-articles.js'
import { archiveArticle } from '../../../write/kb/archive-article.js'
import { publishArticle } from '../../../write/kb/publish-article.js'
import { restoreArticle } from '../../../write/kb/restore-article.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { nameArticle, noteRevision, REVISED, readWriter, TAGS, WRITERS } from './kit.js'

/** What is done with an article as it stands. */
const VERBS = [
  {
    ...{ verb: 'publish', work: publishArticle },
    ...{ summary: 'Publish an article: what is new in it is a version', done: 'It is published' },
  },
  {
    ...{ verb: 'archive', work: archiveArticle },
    ...{ summary: 'Take an article from its readers', done: 'It is archived' },
  },
  {
    ...{ verb: 'restore', work: restoreArticle },
    ...{ summary: 'Take the deletion of an article back', done: 'It is there again' },
  },
] as const

export function changeArticleRoutes({ app, deps, guard }: RouteKit): void {
  for (const { verb, work, summary, done } of VERBS) {
    app.openapi(
      defineRoute(guard, WRITERS, {
        ...REVISED,
        operationId: `${verb}Article`,
        method: 'post',
        path: `/kb/articles/{id}/${verb}` as const,
        tags: TAGS,
        summary,
        request: { params: idParam, ...body(emptyBody, false) },
        responses: { 200: json(article, done), ...problems(403, 404, 412) },
      }),
      async (c) => {
        const author = readWriter(c)
        const after = await work(deps.db, author, nameArticle(c, c.req.valid('param')))
        deps.notifyCommitted()
        noteRevision(c, after)
        return c.json(after, 200)
      },
    )
  }
}
