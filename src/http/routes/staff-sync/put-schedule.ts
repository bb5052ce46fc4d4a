import { syncSchedule } from '../../../contracts/staff-sync.js'
import { keepSyncSchedule } from '../../../write/staff/keep-schedule.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function putSyncScheduleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'putSyncSchedule',
      method: 'put',
      path: '/admin/sync/sms/schedule',
      tags: ['Admin'],
      summary: 'Say when people are brought up to date by themselves',
      request: body(syncSchedule),
      responses: { 200: json(syncSchedule, 'The schedule'), ...problems(403) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const schedule = c.req.valid('json')
      await keepSyncSchedule(c.get('db'), person.id, schedule, c.get('origin'))
      deps.notifyCommitted()
      return c.json(schedule, 200)
    },
  )
}
