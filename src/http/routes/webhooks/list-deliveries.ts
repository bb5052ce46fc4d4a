import { webhookDeliveryPage, webhookDeliveryQuery } from '../../../contracts/webhooks.js'
import { listWebhookDeliveries } from '../../../read/webhooks/deliveries.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'
import { readWebhook } from './kit.js'

export function listWebhookDeliveriesRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'listWebhookDeliveries',
      method: 'get',
      path: '/admin/webhooks/{id}/deliveries',
      tags: TAGS,
      summary: 'What was sent to a webhook, and is to be sent; newest first',
      request: { params: idParam, query: webhookDeliveryQuery },
      responses: { 200: json(webhookDeliveryPage, 'A page of deliveries'), ...problems(403, 404) },
    }),
    async (c) => {
      const { id } = await readWebhook(c, c.req.valid('param'))
      return c.json(await listWebhookDeliveries(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
