import { notificationPage, notificationQuery } from '../../../contracts/notifications.js'
import { listNotifications } from '../../../read/notifications/list.js'
import { defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listNotificationsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'listNotifications',
      method: 'get',
      path: '/notifications',
      tags: ['Notifications'],
      summary: 'My notifications, newest first',
      request: { query: notificationQuery },
      responses: { 200: json(notificationPage, 'A page of notifications') },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { publicUrl } = deps.settings
      const report = (err: unknown) => deps.log.error({ err }, 'a notification has no words')
      const query = c.req.valid('query')
      return c.json(await listNotifications(c.get('db'), person, { publicUrl, report }, query), 200)
    },
  )
}
