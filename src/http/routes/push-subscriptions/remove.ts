import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { removePushSubscription } from '../../../write/push-subscriptions/remove.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function removePushSubscriptionRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'removePushSubscription',
      method: 'delete',
      path: '/users/me/push_subscriptions/{id}',
      tags: ['Notifications'],
      summary: 'Tell one of my browsers nothing more',
      request: { params: idParam },
      responses: { 204: { description: 'It is told nothing more' }, ...problems(404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const isRemoved =
        isUuid(id) && (await removePushSubscription(c.get('db'), person.id, id, c.get('origin')))
      if (!isRemoved) refuseMissing('push subscription')
      return c.body(null, 204)
    },
  )
}
