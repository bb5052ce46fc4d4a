import {
  listedPublicArticle,
  publicArticlePage,
  publicArticleQuery,
} from '../../../../contracts/kb-reading.js'
import { listArticles } from '../../../../read/kb/list-articles.js'
import { defineRoute, json, problems } from '../../../route.js'
import type { RouteKit } from '../../kit.js'
import { TAGS } from '../kit.js'
import { ANYBODY, allowCaching, enter, organizationParam, pick } from './kit.js'

export function publicArticlesRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'listPublicArticles',
      method: 'get',
      path: '/public/{organization}/kb/articles',
      tags: TAGS,
      summary: 'The articles that everybody may read, newest first',
      request: { params: organizationParam, query: publicArticleQuery },
      responses: { 200: json(publicArticlePage, 'A page of them'), ...problems(404) },
    }),
    async (c) => {
      const db = await enter(c, deps, c.req.valid('param').organization)
      const asked = { ...c.req.valid('query'), status: undefined }
      const page = await listArticles(db, ANYBODY, asked)
      allowCaching(c)
      const items = page.items.map((one) => pick(listedPublicArticle, one))
      return c.json({ ...page, items }, 200)
    },
  )
}
