import { aboutToFile, suggestedArticles } from '../../../contracts/kb-reading.js'
import { readerReach } from '../../../domain/kb/visibility.js'
import { suggestArticles } from '../../../read/kb/search-articles.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { TAGS } from './kit.js'

export function suggestArticlesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'suggestArticles',
      method: 'post',
      path: '/kb/suggest',
      tags: TAGS,
      summary: 'Up to five articles for somebody who is about to file a ticket',
      request: body(aboutToFile),
      responses: { 200: json(suggestedArticles, 'Those that may help, the best first') },
    }),
    async (c) => {
      const reach = readerReach(c.get('caller').person)
      return c.json({ items: await suggestArticles(c.get('db'), reach, c.req.valid('json')) }, 200)
    },
  )
}
