import { syncSchedule } from '../../../contracts/staff-sync.js'
import { readSyncSchedule } from '../../../read/staff/find-schedule.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readSyncScheduleRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'readSyncSchedule',
      method: 'get',
      path: '/admin/sync/sms/schedule',
      tags: ['Admin'],
      summary: 'When people are brought up to date by themselves',
      responses: { 200: json(syncSchedule, 'The schedule'), ...problems(403) },
    }),
    async (c) => {
      const { times, days, ...schedule } = await readSyncSchedule(c.get('db'))
      return c.json({ ...schedule, times: [...times], days: [...days] }, 200)
    },
  )
}
