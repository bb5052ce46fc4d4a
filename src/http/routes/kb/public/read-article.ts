import { publicArticle, publicFile } from '../../../../contracts/kb-reading.js'
import { findArticle } from '../../../../read/kb/find-article.js'
import { findRelated } from '../../../../read/kb/find-related.js'
import { readCounts } from '../../../../read/kb/read-counts.js'
import { countView } from '../../../../write/kb/count-view.js'
import { currentInstant } from '../../../env.js'
import { callerNetwork } from '../../../middleware/rate-limit.js'
import { defineRoute, json, problems } from '../../../route.js'
import type { RouteKit } from '../../kit.js'
import { readArticleId, TAGS } from '../kit.js'
import { ANYBODY, allowCaching, articleParam, enter, pick, REACH } from './kit.js'

export function publicArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'readPublicArticle',
      method: 'get',
      path: '/public/{organization}/kb/articles/{id}',
      tags: TAGS,
      summary: 'An article that everybody may read',
      request: { params: articleParam },
      responses: { 200: json(publicArticle, 'As it was published last'), ...problems(404) },
    }),
    async (c) => {
      const param = c.req.valid('param')
      const db = await enter(c, deps, param.organization)
      const id = readArticleId(param)
      const found = await findArticle(db, ANYBODY, id)
      const [counts, related] = await Promise.all([readCounts(db, id), findRelated(db, REACH, id)])
      const view = { articleId: id, reader: callerNetwork(c), at: currentInstant(deps) }
      deps.afterAnswer(() => countView(db, deps.keys.readerSecret, view))
      allowCaching(c)
      const attachments = found.attachments.map((file) => pick(publicFile, file))
      return c.json(pick(publicArticle, { ...found, attachments, ...counts, related }), 200)
    },
  )
}
