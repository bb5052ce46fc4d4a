import { log } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { OperationKind, OperationRef } from '../../src/domain/operations/operation.js'
import { StorageAwayError } from '../../src/storage/storage.js'
import { takeOperation } from '../../src/write/operations/progress.js'
import { settleOperation } from '../../src/write/operations/settle.js'
import { beating } from '../attachments/beating.js'
import { withScratch } from '../attachments/scratch.js'
import { toActivityFailure } from '../failures.js'
import { armRule } from './arm-rule.js'
import { erasePerson } from './erase-person.js'
import { exportAudit } from './export-audit.js'
import { exportPerson } from './export-person.js'
import { runRetention } from './run-retention.js'
import { simulatePolicy } from './simulate-policy.js'
import { simulateRule } from './simulate-rule.js'
import { syncStaff } from './sync-staff.js'
import { watchOperation } from './watch.js'
import type { DoWork, OperationDeps } from './work.js'

const WORKS: Record<OperationKind, DoWork> = {
  audit_export: exportAudit,
  staff_sync: syncStaff,
  user_erasure: erasePerson,
  retention_run: runRetention,
  user_export: exportPerson,
  rule_arming: armRule,
  rule_simulation: simulateRule,
  policy_simulation: simulatePolicy,
}

/**
 * Does what was asked for, and writes down that it is done; `stopped` where it is to be cancelled, or has ended already.
 * Tried again, it begins anew: nobody sees anything of it before it is done.
 */
export function carryOutOperationActivity(deps: OperationDeps) {
  return (ref: OperationRef): Promise<'done' | 'stopped'> =>
    beating(async (signal) => {
      try {
        return await carryOut(deps, ref, signal)
      } catch (error) {
        if (error instanceof StorageAwayError || error instanceof ApplicationFailure) throw error // it is tried again
        if (!signal.aborted) log.warn('an operation fails', { error: String(error) })
        throw toActivityFailure(error)
      }
    })
}

async function carryOut(
  deps: OperationDeps,
  ref: OperationRef,
  signal: AbortSignal,
): Promise<'done' | 'stopped'> {
  const operation = await takeOperation(deps.db, ref)
  if (operation === undefined) return 'stopped'
  const watch = watchOperation(deps, ref, signal)
  try {
    const end = await withScratch(deps.files.scratchFolder, (folder) =>
      WORKS[operation.kind](deps, {
        ...{ ref, operation, folder },
        note: watch.note,
        signal: watch.signal,
      }),
    )
    const isSettled = await settleOperation(deps.db, ref, end)
    deps.notifyCommitted()
    return isSettled ? 'done' : 'stopped'
  } catch (error) {
    if (watch.isCancelled()) return 'stopped'
    throw error
  } finally {
    watch.stop()
  }
}
