import { unreadCount } from '../../../contracts/notifications.js'
import { countUnreadNotifications } from '../../../read/notifications/count-unread.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function countUnreadNotificationsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'countUnreadNotifications',
      method: 'get',
      path: '/notifications/unread-count',
      tags: ['Notifications'],
      summary: 'How many I have not read',
      responses: { 200: json(unreadCount, 'The count') },
    }),
    async (c) =>
      c.json(
        { count: await countUnreadNotifications(c.get('db'), c.get('caller').person.id) },
        200,
      ),
  )
}
