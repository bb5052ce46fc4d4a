import { replayed, webhookReplay } from '../../../contracts/webhooks.js'
import { replaySpan } from '../../../write/webhooks/replay.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'
import { requireActive } from './kit.js'

export function replayWebhookRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'replayWebhook',
      method: 'post',
      path: '/admin/webhooks/{id}/replay',
      tags: TAGS,
      summary: 'Send what came of a span of time again, under the same ids',
      description:
        'What waits for another attempt is due now, in order for each thing that it is about.',
      request: { params: idParam, ...body(webhookReplay) },
      responses: { 202: json(replayed, 'They are on their way'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const { id: webhookId } = await requireActive(c, c.req.valid('param'))
      const { organizationId, person } = c.get('caller')
      const asked = { organizationId, userId: person.id, origin: c.get('origin'), webhookId }
      const many = await replaySpan(deps.db, asked, c.req.valid('json'))
      deps.notifyCommitted()
      return c.json({ replayed: many }, 202)
    },
  )
}
