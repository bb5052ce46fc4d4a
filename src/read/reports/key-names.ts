import type { ReportQuery } from '../../contracts/reports.js'
import { personName } from '../../database/names.js'

export type ReportGroup = NonNullable<ReportQuery['groupBy']>

interface KeyName {
  join: string
  name: string
}

/** What the keys of rows `r` are called, as a join of `n`. */
const NAMES: Record<ReportGroup, KeyName> = {
  department: { join: joinById('department'), name: 'n.name' },
  category: { join: joinById('category'), name: 'n.name' },
  agent: { join: joinById('app_user'), name: personName('n') },
  priority: { join: '', name: 'r.key' },
  channel: { join: '', name: 'r.key' },
}

export function findKeyName(groupBy: ReportGroup | undefined): KeyName {
  return groupBy === undefined ? { join: '', name: 'NULL' } : NAMES[groupBy]
}

function joinById(table: string): string {
  return `LEFT JOIN ${table} n ON n.organization_id = $1 AND n.id = r.key::uuid`
}
