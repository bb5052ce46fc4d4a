import { emptyBody } from '../../../contracts/common.js'
import { webhookDelivery } from '../../../contracts/webhooks.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { readWebhookDelivery } from '../../../read/webhooks/deliveries.js'
import { replayDelivery } from '../../../write/webhooks/replay.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'
import { requireActive } from './kit.js'

export function replayWebhookDeliveryRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'replayWebhookDelivery',
      method: 'post',
      path: '/admin/webhooks/deliveries/{id}/replay',
      tags: TAGS,
      summary: 'Send a delivery again, under the same id',
      description:
        'One that waits for another attempt is due now, after what came before it about the same thing. One that is under way is left alone.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 202: json(webhookDelivery, 'It is on its way'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const db = c.get('db')
      const known = isUuid(id) ? await readWebhookDelivery(db, id) : undefined
      if (known === undefined) return refuseMissing('delivery')
      const { id: webhookId } = await requireActive(c, { id: known.webhookId })
      const { organizationId } = db
      const userId = c.get('caller').person.id
      const asked = { organizationId, userId, origin: c.get('origin'), webhookId }
      await replayDelivery(deps.db, asked, id)
      deps.notifyCommitted()
      const { body: _, ...delivery } = (await readWebhookDelivery(db, id)) ?? known
      return c.json(delivery, 202)
    },
  )
}
