import { type StaffRecord, staffRecord } from '../../src/contracts/staff-store.js'
import type { SyncError } from '../../src/domain/staff/sync.js'

/** What a reason tells of a record: its members, never their values. */
const MOST_CODE = 60

/** The records of a page that are in order; the others with their reasons. The last of several with one code counts. */
export function judgeRecords(items: readonly unknown[]): {
  records: StaffRecord[]
  failed: SyncError[]
} {
  const records = new Map<string, StaffRecord>()
  const failed: SyncError[] = []
  for (const item of items) {
    const judged = staffRecord.safeParse(item)
    if (!judged.success) {
      const details: Record<string, string[]> = {}
      for (const { path, message } of judged.error.issues) {
        const member = path.join('.') || 'record'
        details[member] = [...(details[member] ?? []), message]
      }
      failed.push({ employeeCode: readCode(item), reason: 'invalid_record', details })
      continue
    }
    const { employeeCode } = judged.data
    if (records.has(employeeCode)) failed.push({ employeeCode, reason: 'duplicate_employee_code' })
    records.set(employeeCode, judged.data)
  }
  return { records: [...records.values()], failed }
}

function readCode(item: unknown): string | null {
  const code =
    typeof item === 'object' && item !== null && 'employeeCode' in item ? item.employeeCode : null
  return typeof code === 'string' ? code.replace(/[^\x20-\x7e]/g, '').slice(0, MOST_CODE) : null
}
