import { emptyBody } from '../../../contracts/common.js'
import { markNotificationsRead } from '../../../write/notifications/mark-read.js'
import { body, defineRoute } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function markAllNotificationsReadRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'markAllNotificationsRead',
      method: 'post',
      path: '/notifications/read-all',
      tags: ['Notifications'],
      summary: 'Mark all as read',
      request: body(emptyBody, false),
      responses: { 204: { description: 'Read' } },
    }),
    async (c) => {
      await markNotificationsRead(c.get('db'), c.get('caller').person.id, 'all')
      return c.body(null, 204)
    },
  )
}
