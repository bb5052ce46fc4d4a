import { scheduleQuery, technicianSchedule } from '../../../contracts/work-orders.js'
import { refuseMissing } from '../../../domain/errors.js'
import { isModerator } from '../../../domain/people.js'
import { findTechnicianUser, readSchedule } from '../../../read/work-orders/schedule.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readId } from '../resources/kit.js'
import { TAGS } from './kit.js'

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
      const id = readId(c.req.valid('param'), { noun: 'technician' })
      const { person } = c.get('caller')
      const userId = await findTechnicianUser(c.get('db'), id)
      const maySee = userId !== undefined && (isModerator(person) || userId === person.id)
      if (!maySee) return refuseMissing('technician')
      return c.json(await readSchedule(c.get('db'), id, c.req.valid('query')), 200)
    },
  )
}
