import { readArticle } from '../../../contracts/kb-reading.js'
import { readerReach } from '../../../domain/kb/visibility.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { findRelated } from '../../../read/kb/find-related.js'
import { readCounts } from '../../../read/kb/read-counts.js'
import { countView } from '../../../write/kb/count-view.js'
import { currentInstant } from '../../env.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { noteRevision, REVISED, readArticleId, readReader, TAGS } from './kit.js'

export function readArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      ...REVISED,
      operationId: 'readArticle',
      method: 'get',
      path: '/kb/articles/{id}',
      tags: TAGS,
      summary: 'One article: as it was published last, or as those have it who write it',
      request: { params: idParam },
      responses: { 200: json(readArticle, 'As one may see it'), ...problems(404) },
    }),
    async (c) => {
      const id = readArticleId(c.req.valid('param'))
      const db = c.get('db')
      const { person } = c.get('caller')
      const reader = readReader(c)
      const found = await findArticle(db, reader, id)
      const [counts, related] = await Promise.all([
        readCounts(db, id),
        findRelated(db, readerReach(person), id),
      ])
      // who writes it looks at it all day
      if (reader.kind === 'reader') {
        const view = { articleId: id, reader: person.id, at: currentInstant(deps) }
        deps.afterAnswer(() => countView(db, deps.keys.readerSecret, view))
      }
      noteRevision(c, found)
      return c.json({ ...found, ...counts, related }, 200)
    },
  )
}
