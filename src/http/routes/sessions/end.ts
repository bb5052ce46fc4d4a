import { endSession } from '../../../auth/sessions.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function endSessionRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'endSession',
      method: 'delete',
      path: '/auth/sessions/{id}',
      tags: ['Sign-in'],
      summary: 'End one of my sessions',
      request: { params: idParam },
      responses: { 204: { description: 'Ended' }, ...problems(404) },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const isEnded = isUuid(id) && (await endSession(c.get('db'), person.id, id, c.get('origin')))
      if (!isEnded) refuseMissing('session')
      deps.sessions.forget({ sessionId: id })
      deps.notifyCommitted() // its sockets close
      return c.body(null, 204)
    },
  )
}
