import { z } from '@hono/zod-openapi'
import { id as deliveryId, emptyBody } from '../../../contracts/common.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { resendDelivery } from '../../../write/deliveries/resend.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

const taken = z.strictObject({ id: deliveryId })

export function resendDeliveryRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'resendDelivery',
      method: 'post',
      path: '/admin/deliveries/{id}/resend',
      tags: ['Notifications'],
      summary: 'Send a notification again',
      description:
        'Whether its reader may have it is judged anew. One that is under way is left alone; one in the app is unread again.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 202: json(taken, 'It is on its way'), ...problems(403, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const isKnown =
        isUuid(id) && (await resendDelivery(c.get('db'), person.id, id, c.get('origin')))
      if (!isKnown) refuseMissing('delivery')
      deps.notifyCommitted()
      return c.json({ id }, 202)
    },
  )
}
