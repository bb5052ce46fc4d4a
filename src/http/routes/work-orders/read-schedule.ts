import { scheduleQuery, technicianSchedule } from '../../../contracts/work-orders.js'
import { readSchedule } from '../../../read/work-orders/schedule.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readOwnTechnician, TAGS } from './kit.js'

export function readScheduleRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readTechnicianSchedule',
      method: 'get',
      path: '/technicians/{id}/schedule',
      tags: TAGS,
      summary: 'What a technician has to do, the earliest first',
      description: 'For the technician, moderators and admins. At most 500 jobs.',
      request: { params: idParam, query: scheduleQuery },
      responses: { 200: json(technicianSchedule, 'Their jobs'), ...problems(404) },
    }),
    async (c) => {
      const id = await readOwnTechnician(c, c.req.valid('param'))
      return c.json(await readSchedule(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
