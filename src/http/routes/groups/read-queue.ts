import { groupQueue } from '../../../contracts/groups.js'
import { isUuid } from '../../../database/uuid.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { hasGroup } from '../../../read/groups/has.js'
import { presentQueue } from '../../../read/groups/present-queue.js'
import { readGroupQueue } from '../../../read/groups/queue.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readGroupQueueRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readGroupQueue',
      method: 'get',
      path: '/groups/{id}/queue',
      tags: ['Look-ups'],
      summary: 'What waits for somebody of a group, in order, and why nobody has it',
      description: 'For its members, moderators and admins. The first 1,000.',
      request: { params: idParam },
      responses: { 200: json(groupQueue, 'What waits'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const db = c.get('db')
      if (!isUuid(id) || !(await hasGroup(db, id))) return refuseMissing('group')
      if (!isModerator(person) && !person.groupIds.includes(id)) {
        return refuse('forbidden', 'Its members, moderators and admins read it.')
      }
      return c.json(presentQueue(await readGroupQueue(db, id)), 200)
    },
  )
}
