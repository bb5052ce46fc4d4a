import { listedSyncPage, syncListQuery } from '../../../contracts/staff-sync.js'
import { listStaffSyncs } from '../../../read/staff/list-syncs.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listStaffSyncsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'listStaffSyncs',
      method: 'get',
      path: '/admin/sync/sms',
      tags: ['Admin'],
      summary: 'Syncs with the staff store, whoever began them, the newest first',
      request: { query: syncListQuery },
      responses: { 200: json(listedSyncPage, 'A page of syncs'), ...problems(403) },
    }),
    async (c) => c.json(await listStaffSyncs(c.get('db'), c.req.valid('query')), 200),
  )
}
