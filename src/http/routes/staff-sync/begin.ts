import { emptyBody } from '../../../contracts/common.js'
import { syncQuery, syncStarted } from '../../../contracts/staff-sync.js'
import { refuse } from '../../../domain/errors.js'
import { findRunningSync } from '../../../read/staff/find-running.js'
import { beginStaffSync } from '../../../write/staff/begin-sync.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { requireStaffStore } from './require-staff-store.js'

export function beginStaffSyncRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'beginStaffSync',
      method: 'post',
      path: '/admin/sync/sms',
      tags: ['Admin'],
      summary: 'Bring people up to date with the staff store; one at a time',
      request: { query: syncQuery, ...body(emptyBody, false) },
      responses: { 202: json(syncStarted, 'It has begun'), ...problems(403, 409, 503) },
    }),
    async (c) => {
      await requireStaffStore(c, deps)
      const { person, organizationId } = c.get('caller')
      const syncId = c.get('workId')
      const { type } = c.req.valid('query')
      const begun = await beginStaffSync(deps.db, {
        ...{ organizationId, syncId, type, userId: person.id },
        origin: c.get('origin'),
        at: currentInstant(deps),
      })
      if (begun === 'running') {
        const running = await findRunningSync(c.get('db'))
        const details = running === undefined ? {} : { syncId: running }
        refuse('sync_running', 'A sync runs already: wait for its end, or cancel it.', details)
      }
      deps.notifyCommitted()
      c.header('Location', `${BASE}/operations/${syncId}`)
      return c.json({ syncId, operationId: syncId, status: 'pending' as const }, 202)
    },
  )
}
