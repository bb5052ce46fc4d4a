import type { Database } from '../../database/pool.js'
import { NEW_SYNC, type SyncType } from '../../domain/staff/sync.js'
import type { Origin } from '../audit/record.js'
import { describeOperation } from '../operations/begin.js'

interface BeginningSync {
  organizationId: string
  syncId: string
  type: SyncType
  /** Undefined: the schedule asks. */
  userId?: string
  origin?: Origin
  at: string
}

/** One runs at a time: `running` where another does. */
export function beginStaffSync(
  db: Database,
  { organizationId, syncId, type, userId, origin, at }: BeginningSync,
): Promise<'begun' | 'running'> {
  const operation = describeOperation({
    organizationId,
    id: syncId,
    kind: 'staff_sync',
    ...(userId === undefined ? {} : { requestedById: userId }),
    ...(origin === undefined ? {} : { origin }),
    at,
    input: { type },
    audited: { action: 'sync.begin', entity: 'operation', entityId: syncId, after: { type } },
  })
  return db.call('begin_staff_sync', { ...operation, state: NEW_SYNC })
}
