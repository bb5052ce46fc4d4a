import { webhookDeliveryDetail } from '../../../contracts/webhooks.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { readWebhookDelivery } from '../../../read/webhooks/deliveries.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'

export function readWebhookDeliveryRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'readWebhookDelivery',
      method: 'get',
      path: '/admin/webhooks/deliveries/{id}',
      tags: TAGS,
      summary: 'One delivery, with the body that was sent',
      request: { params: idParam },
      responses: { 200: json(webhookDeliveryDetail, 'As it is'), ...problems(403, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const found = isUuid(id) ? await readWebhookDelivery(c.get('db'), id) : undefined
      return found === undefined ? refuseMissing('delivery') : c.json(found, 200)
    },
  )
}
