import { emptyBody } from '../../../contracts/common.js'
import { operation } from '../../../contracts/operations.js'
import { isUuid } from '../../../database/uuid.js'
import { refuseMissing } from '../../../domain/errors.js'
import { hasRole } from '../../../domain/people.js'
import { cancelOperation } from '../../../write/operations/cancel.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { presentOperation } from './present.js'

export function cancelOperationRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'cancelOperation',
      method: 'post',
      path: '/operations/{id}/cancel',
      tags: ['System'],
      summary: 'End work that takes its time before it is done',
      description:
        'It ends within seconds, a sync that waits for its store within half a minute; a handover between two tickets, and its result says how many have gone over. What a schedule has begun, and a sync, is for every admin to end. A command is nothing that can be cancelled.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 200: json(operation, 'The operation'), ...problems(404, 409) },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const { id } = c.req.valid('param')
      if (!isUuid(id)) return refuseMissing('operation')
      await cancelOperation(deps.db, {
        ...{ organizationId, userId: person.id, isAdmin: hasRole(person, 'admin') },
        ...{ id, origin: c.get('origin') },
      })
      deps.notifyCommitted()
      return c.json(await presentOperation(c, deps, id), 200)
    },
  )
}
