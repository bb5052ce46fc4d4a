import { emptyBody } from '../../../contracts/common.js'
import { listenerFailure } from '../../../contracts/listeners.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { retryFailure } from '../../../write/listeners/retry.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function retryListenerFailureRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'retryListenerFailure',
      method: 'post',
      path: '/admin/listeners/failures/{id}/retry',
      tags: ['Admin'],
      summary: 'Have what a listener could not handle tried again, from its first attempt',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: {
        202: json(listenerFailure, 'It is tried within a second'),
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const { person } = c.get('caller')
      const failure = isUuid(id)
        ? await retryFailure(c.get('db'), person.id, id, c.get('origin'))
        : undefined
      if (failure === undefined) return refuseMissing('failure')
      deps.notifyCommitted()
      return c.json(failure, 202)
    },
  )
}
