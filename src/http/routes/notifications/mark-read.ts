import { emptyBody } from '../../../contracts/common.js'
import { refuse } from '../../../domain/errors.js'
import { isUuid } from '../../../read/tickets/find.js'
import { markRead } from '../../../write/notifications/mark-read.js'
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
      responses: { 204: { description: 'Read' }, ...problems(400, 401, 404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const isKnown = isUuid(id) && (await markRead(c.get('db'), person.id, id))
      if (!isKnown) refuse('not_found', 'There is no such notification.')
      return c.body(null, 204)
    },
  )
}
