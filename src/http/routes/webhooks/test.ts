import { emptyBody } from '../../../contracts/common.js'
import { webhookDelivery } from '../../../contracts/webhooks.js'
import { refuseMissing } from '../../../domain/errors.js'
import { readWebhookDelivery } from '../../../read/webhooks/deliveries.js'
import { testWebhook } from '../../../write/webhooks/test.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, TAGS } from '../resources/kit.js'
import { requireActive } from './kit.js'

export function testWebhookRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'testWebhook',
      method: 'post',
      path: '/admin/webhooks/{id}/test',
      tags: TAGS,
      summary: 'Send an event of the type webhook.test',
      description: 'It is sent at once, whatever became of one before.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 202: json(webhookDelivery, 'It is on its way'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const { id } = await requireActive(c, c.req.valid('param'))
      const deliveryId = c.get('workId')
      const { organizationId } = c.get('db')
      await testWebhook(deps.db, organizationId, {
        webhookId: id,
        deliveryId,
        at: currentInstant(deps),
      })
      deps.notifyCommitted()
      const found = await readWebhookDelivery(c.get('db'), deliveryId)
      if (found === undefined) return refuseMissing('webhook')
      const { body: _, ...delivery } = found
      return c.json(delivery, 202)
    },
  )
}
