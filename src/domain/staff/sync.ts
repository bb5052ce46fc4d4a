import type { OperationStatus } from '../operations/operation.js'

/** What a sync has done, and where it goes on: the row of its work has it. */
export interface StaffSyncState {
  /** How many pages are written. */
  pages: number
  /** Of the next page; null before the first, and after the last. */
  cursor: string | null
  /** All pages are written. */
  isRead: boolean
  /** When the last page was written; null before the first. */
  lastPageAt: string | null
  /** The store wants to be left alone until then. */
  askAgainAt: string | null
  /** As the store tells it; null where it does not. */
  total: number | null
  seen: number
  created: number
  updated: number
  unchanged: number
  failed: number
  /** Left alone: inactive in the store, and unknown here. */
  skipped: number
  gone: number
  errors: readonly SyncError[]
}

/** Why a record was passed over. */
export interface SyncError {
  employeeCode: string | null
  reason: 'invalid_record' | 'duplicate_employee_code' | 'duplicate_email'
  details?: Record<string, string[]>
  /** Who has the address. */
  userId?: string
}

export const NEW_SYNC: StaffSyncState = {
  pages: 0,
  cursor: null,
  isRead: false,
  lastPageAt: null,
  askAgainAt: null,
  total: null,
  seen: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  skipped: 0,
  gone: 0,
  errors: [],
}

/** More of them are counted, and not kept. */
export const MOST_ERRORS = 500

export const SYNC_STATUSES = [
  'running',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
] as const
export type SyncStatus = (typeof SYNC_STATUSES)[number]

/** How the store has somebody, as the last sync that looked for them found. */
export const STAFF_STATUSES = ['active', 'inactive', 'gone'] as const

export type SyncType = 'full' | 'incremental'

/** In percent, as far as the store says how many there are. */
export function measureProgress({ isRead, seen, total }: StaffSyncState): number {
  if (isRead) return 100
  return total === null || total === 0 ? 0 : Math.min(99, Math.floor((seen / total) * 100))
}

/** What an admin reads: some of its records may have failed, though it was done. */
export function describeSyncStatus(
  status: OperationStatus,
  { failed }: Pick<StaffSyncState, 'failed'>,
): SyncStatus {
  if (status === 'completed') return failed === 0 ? 'completed' : 'completed_with_errors'
  return status === 'pending' ? 'running' : status
}

/** What is told of it at its end. */
export type SyncFigures = Pick<
  StaffSyncState,
  'created' | 'updated' | 'unchanged' | 'failed' | 'skipped' | 'gone'
>
