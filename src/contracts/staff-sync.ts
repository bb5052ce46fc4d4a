import { z } from 'zod'
import { OPERATION_PROBLEMS } from '../domain/operations/operation.js'
import type { SyncSchedule } from '../domain/staff/schedule.js'
import { SYNC_STATUSES } from '../domain/staff/sync.js'
import { id, page, pageQuery, timestamp } from './common.js'
import { roles } from './enums.js'
import { scheduleMembers } from './schedule.js'

export const syncQuery = z.strictObject({
  type: z.enum(['full', 'incremental']).default('incremental').meta({
    description:
      'All that the store has, or what has changed there since the last sync that was completed',
  }),
})

export const syncStarted = z
  .strictObject({ syncId: id, operationId: id, status: z.literal('pending') })
  .meta({ id: 'SyncStarted' })

const syncStatus = z.enum(SYNC_STATUSES).meta({ id: 'SyncStatus' })
const syncProblem = z
  .enum(OPERATION_PROBLEMS)
  .meta({ id: 'SyncProblem', description: 'Why it was not done' })

export const staffSync = z
  .strictObject({
    syncId: id,
    type: z.enum(['full', 'incremental']),
    status: syncStatus,
    progress: z.int().meta({ description: 'In percent, where the store says how many there are' }),
    seen: z.int().meta({ description: 'Records of the store' }),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    failed: z.int(),
    skipped: z.int().meta({ description: 'Inactive in the store, and unknown here' }),
    gone: z.int().meta({ description: 'Flagged, because the store has them no more' }),
    errors: z.array(
      z.strictObject({
        employeeCode: z.string().nullable(),
        reason: z.enum(['invalid_record', 'duplicate_employee_code', 'duplicate_email']),
        details: z.record(z.string(), z.array(z.string())).optional(),
        userId: id.optional().meta({ description: 'Who has the address here' }),
      }),
    ),
    reason: syncProblem.optional(),
    requestedBy: z
      .strictObject({ id, name: z.string() })
      .nullable()
      .meta({ description: 'null: the schedule' }),
    at: timestamp,
    endedAt: timestamp.nullable(),
  })
  .meta({ id: 'StaffSync', description: 'The first 500 records that failed have their reasons' })
export type StaffSyncView = z.infer<typeof staffSync>

export const listedSync = staffSync
  .omit({ errors: true })
  .meta({ id: 'ListedSync', description: 'The sync itself has the reasons of what failed' })
export type ListedSync = z.infer<typeof listedSync>
export const listedSyncPage = page(listedSync)
export const syncListQuery = z.strictObject(pageQuery)

export const syncSchedule = z
  .strictObject({
    enabled: z.boolean(),
    type: z.enum(['full', 'incremental']).default('incremental'),
    ...scheduleMembers,
  })
  .meta({
    id: 'SyncSchedule',
    description: 'At these times of these days, by the clock of this time zone',
  }) satisfies z.ZodType<SyncSchedule>

export const staffImport = z.strictObject({
  employeeCode: z.string().trim().min(1).max(60),
  roles: roles.min(1),
})
