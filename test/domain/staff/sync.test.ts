import { expect, it } from 'vitest'
import { OPERATION_STATUSES } from '../../../src/domain/operations/operation.js'
import { describeSyncStatus, measureProgress, NEW_SYNC } from '../../../src/domain/staff/sync.js'

it('progress is in percent where the store says how many there are, and whole at the end alone', () => {
  expect(measureProgress(NEW_SYNC)).toBe(0)
  expect(measureProgress({ ...NEW_SYNC, seen: 5 })).toBe(0)
  expect(measureProgress({ ...NEW_SYNC, total: 0, seen: 5 })).toBe(0)
  expect(measureProgress({ ...NEW_SYNC, total: 8, seen: 3 })).toBe(37)
  expect(measureProgress({ ...NEW_SYNC, total: 8, seen: 9 })).toBe(99)
  expect(measureProgress({ ...NEW_SYNC, isRead: true })).toBe(100)
})

it('what failed is said at the end', () => {
  const described = OPERATION_STATUSES.map((status) => describeSyncStatus(status, { failed: 0 }))
  expect(described).toEqual(['running', 'running', 'completed', 'failed', 'cancelled'])
  expect(describeSyncStatus('completed', { failed: 1 })).toBe('completed_with_errors')
})
