import { staffSync } from '../../../contracts/staff-sync.js'
import { readStaffSync } from '../../../read/staff/find-sync.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readStaffSyncRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'readStaffSync',
      method: 'get',
      path: '/admin/sync/sms/{id}',
      tags: ['Admin'],
      summary: 'How far a sync is, and what it has done',
      request: { params: idParam },
      responses: { 200: json(staffSync, 'The sync'), ...problems(403, 404) },
    }),
    async (c) => c.json(await readStaffSync(c.get('db'), c.req.valid('param').id), 200),
  )
}
