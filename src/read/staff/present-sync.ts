import type { ListedSync, StaffSyncView } from '../../contracts/staff-sync.js'
import { selectPerson } from '../../database/names.js'
import { iso, isoOrNull } from '../../database/rows.js'
import type { OperationProblem, OperationStatus } from '../../domain/operations/operation.js'
import {
  describeSyncStatus,
  measureProgress,
  type StaffSyncState,
  type SyncType,
} from '../../domain/staff/sync.js'

export interface SyncRow {
  id: string
  status: OperationStatus
  problem: OperationProblem | null
  type: SyncType
  state: StaffSyncState
  requestedBy: StaffSyncView['requestedBy']
  at: Date
  endedAt: Date | null
}

export const SYNC_COLUMNS = `o.id, o.status, o.problem, o.input->>'type' AS type, s.state, ${selectPerson('o.requested_by_id')} AS "requestedBy",
    o.created_at AS at, o.ended_at AS "endedAt"`
/** Those of the organization `$1`. */
export const SYNCS = `FROM operation o JOIN staff_sync s ON s.organization_id = o.organization_id AND s.operation_id = o.id
  WHERE o.organization_id = $1`

/** As admins see it, but for what failed. */
export function presentSync({ status, state, problem, ...row }: SyncRow): ListedSync {
  const { seen, created, updated, unchanged, failed, skipped, gone } = state
  return {
    syncId: row.id,
    type: row.type,
    status: describeSyncStatus(status, state),
    progress: status === 'completed' ? 100 : Math.min(99, measureProgress(state)),
    ...{ seen, created, updated, unchanged, failed, skipped, gone },
    ...(problem === null ? {} : { reason: problem }),
    requestedBy: row.requestedBy,
    at: iso(row.at),
    endedAt: isoOrNull(row.endedAt),
  }
}
