import { emptyBody } from '../../../contracts/common.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { markNotificationsRead } from '../../../write/notifications/mark-read.js'
import { body, defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function markNotificationReadRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'markNotificationRead',
      method: 'post',
      path: '/notifications/{id}/read',
      tags: ['Notifications'],
      summary: 'Mark one as read',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 204: { description: 'Read' }, ...problems(404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const isKnown = isUuid(id) && (await markNotificationsRead(c.get('db'), person.id, id))
      if (!isKnown) refuseMissing('notification')
      return c.body(null, 204)
    },
  )
}
