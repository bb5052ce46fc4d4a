import type { ReportQuery } from '../../contracts/reports.js'
import { personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'

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

interface NamedKey {
  name: string | null
  /** Its place among the names, those without one last. */
  nth: number
}

export const NO_NAME: NamedKey = { name: null, nth: 0 }

/** What keys are called; nothing where nothing is divided. Each is looked up once, however many items it has. */
export async function readKeyNames(
  { query }: OrganizationDb,
  groupBy: ReportGroup | undefined,
  keys: Iterable<string | null>,
): Promise<Map<string | null, NamedKey>> {
  if (groupBy === undefined) return new Map()
  const { join, name } = NAMES[groupBy]
  const rows = await query<{ key: string | null; name: string | null }>(
    `SELECT r.key, ${name} AS name FROM unnest($2::text[]) AS r (key) ${join}
    WHERE $1::uuid IS NOT NULL ORDER BY name NULLS LAST, r.key COLLATE "C"`, // not each join names it
    [[...keys]],
  )
  return new Map(rows.map((row, nth) => [row.key, { name: row.name, nth }]))
}

function joinById(table: string): string {
  return `LEFT JOIN ${table} n ON n.organization_id = $1 AND n.id = r.key::uuid`
}
