import { z } from '@hono/zod-openapi'
import { pageQuery } from '../../../contracts/common.js'
import { queuePage } from '../../../contracts/review-queue.js'
import { readReviewQueue } from '../../../read/moderator/review-queue.js'
import { currentInstant } from '../../env.js'
import { MODERATORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readReviewQueueRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, MODERATORS, {
      operationId: 'readReviewQueue',
      method: 'get',
      path: '/moderator/queue',
      tags: ['Moderators'],
      summary: 'What waits for review, oldest deadline first, with possible duplicates',
      request: { query: z.strictObject(pageQuery) },
      responses: { 200: json(queuePage, 'A page of the queue'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const query = c.req.valid('query')
      return c.json(await readReviewQueue(c.get('db'), person, query, currentInstant(deps)), 200)
    },
  )
}
