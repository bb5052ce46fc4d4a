import { z } from '@hono/zod-openapi'
import { notificationPage, notificationQuery, unreadCount } from '../../contracts/outward.js'
import { emptyBody } from '../../contracts/ticket-bodies.js'
import { isUuid } from '../../database/uuid.js'
import { refuse } from '../../domain/errors.js'
import { countUnreadNotifications } from '../../read/notifications/count-unread.js'
import { listNotifications } from '../../read/notifications/list.js'
import { markNotificationsRead } from '../../write/notifications/mark-read.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'

const tags = ['Notifications']

export function addNotificationRoutes({ app, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/notifications',
      tags,
      summary: 'My notifications, newest first',
      request: { query: notificationQuery },
      responses: { 200: json(notificationPage, 'A page of notifications'), ...problems(400, 401) },
    }),
    async (c) =>
      c.json(
        await listNotifications(c.get('db'), c.get('caller').person.id, c.req.valid('query')),
        200,
      ),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/notifications/unread-count',
      tags,
      summary: 'How many I have not read',
      responses: { 200: json(unreadCount, 'The count'), ...problems(401) },
    }),
    async (c) =>
      c.json(
        { count: await countUnreadNotifications(c.get('db'), c.get('caller').person.id) },
        200,
      ),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/notifications/read-all',
      tags,
      summary: 'Mark all as read',
      request: body(emptyBody, false),
      responses: { 204: { description: 'Read' }, ...problems(400, 401) },
    }),
    keyed(async (c) => {
      await markNotificationsRead(c.get('db'), c.get('caller').person.id, 'all')
      return c.body(null, 204)
    }),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'post',
      path: '/notifications/{id}/read',
      tags,
      summary: 'Mark one as read',
      request: { params: z.strictObject({ id: z.string() }), ...body(emptyBody, false) },
      responses: { 204: { description: 'Read' }, ...problems(400, 401, 404) },
    }),
    keyed(async (c) => {
      const id = c.req.param('id') ?? ''
      const known =
        isUuid(id) && (await markNotificationsRead(c.get('db'), c.get('caller').person.id, id))
      if (!known) refuse('not_found', 'There is no such notification.')
      return c.body(null, 204)
    }),
  )
}
