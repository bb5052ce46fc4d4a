import { z } from 'zod'
import { emptyBody } from '../../../contracts/common.js'
import {
  article,
  articleVersion,
  versionPage,
  versionQuery,
} from '../../../contracts/kb-articles.js'
import { refuseMissing } from '../../../domain/errors.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { findVersion, listVersions } from '../../../read/kb/versions.js'
import { restoreVersion } from '../../../write/kb/restore-version.js'
import { body, defineRoute, idParam, json, namedInPath, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import {
  nameArticle,
  noteRevision,
  REVISED,
  readArticleId,
  readReader,
  readWriter,
  TAGS,
  WRITERS,
} from './kit.js'

const params = z.strictObject({
  id: namedInPath,
  n: z.string().meta({ description: 'The number of a version' }),
})

function readNumber({ n }: { n: string }): number {
  return /^[1-9]\d{0,8}$/.test(n) ? Number(n) : refuseMissing('version of the article')
}

export function listVersionsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      operationId: 'listArticleVersions',
      method: 'get',
      path: '/kb/articles/{id}/versions',
      tags: TAGS,
      summary: 'The publications of an article, newest first',
      request: { params: idParam, query: versionQuery },
      responses: { 200: json(versionPage, 'Its versions'), ...problems(403, 404) },
    }),
    async (c) => {
      readWriter(c)
      const id = readArticleId(c.req.valid('param'))
      await findArticle(c.get('db'), readReader(c), id)
      return c.json(await listVersions(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}

export function readVersionRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      operationId: 'readArticleVersion',
      method: 'get',
      path: '/kb/articles/{id}/versions/{n}',
      tags: TAGS,
      summary: 'A publication of an article, as it was',
      request: { params },
      responses: { 200: json(articleVersion, 'The version'), ...problems(403, 404) },
    }),
    async (c) => {
      readWriter(c)
      const param = c.req.valid('param')
      const id = readArticleId(param)
      await findArticle(c.get('db'), readReader(c), id)
      return c.json(await findVersion(c.get('db'), id, readNumber(param)), 200)
    },
  )
}

export function restoreVersionRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, WRITERS, {
      ...REVISED,
      operationId: 'restoreArticleVersion',
      method: 'post',
      path: '/kb/articles/{id}/versions/{n}/restore',
      tags: TAGS,
      summary: 'Write on from a version; readers have it once it is published',
      request: { params, ...body(emptyBody, false) },
      responses: { 200: json(article, 'The article with it'), ...problems(403, 404, 412) },
    }),
    async (c) => {
      const author = readWriter(c)
      const param = c.req.valid('param')
      const named = nameArticle(c, param)
      const after = await restoreVersion(deps.db, author, named, readNumber(param))
      deps.notifyCommitted()
      noteRevision(c, after)
      return c.json(after, 200)
    },
  )
}
