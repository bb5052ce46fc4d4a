import { groupSimulation, simulateGroupBody } from '../../../contracts/groups.js'
import { refuseMissing } from '../../../domain/errors.js'
import { hasGroup } from '../../../read/groups/has.js'
import { simulateGroup } from '../../../read/groups/simulate.js'
import { groups } from '../../../write/groups/resource.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function simulateGroupRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateGroup',
      method: 'post',
      path: '/admin/groups/{id}/simulate',
      tags: TAGS,
      summary: "Who would have got a group's tickets of some time, and how even that is",
      description:
        'What came into the queue is given once more, to the members as they are now, all of them there; each keeps a ticket as long as whoever had it. With an `assignment`, as all of its categories would be given by it. Up to 2,000 tickets. Nothing is changed.',
      request: { params: idParam, ...body(simulateGroupBody) },
      responses: { 200: json(groupSimulation, 'Who would have got what'), ...problems(403, 404) },
    }),
    async (c) => {
      const db = c.get('db')
      const id = readId(c.req.valid('param'), groups)
      if (!(await hasGroup(db, id))) return refuseMissing('group')
      return c.json(await simulateGroup(db, id, c.req.valid('json')), 200)
    },
  )
}
