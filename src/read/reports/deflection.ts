import type { DeflectionReport } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { floorToQuarter } from '../../domain/reports/fact.js'
import { divide } from '../../domain/reports/rates.js'
import { findKeyName, type ReportGroup } from './key-names.js'
import type { ReportScope } from './read-figures.js'
import { listPeriods } from './stretches.js'

interface Row {
  from: Date
  key: string | null
  name: string | null
  suggested: number
  deflected: number
}

/** What has become of those to whom articles were suggested: of the rows themselves, which are kept for two years and never taken back. */
export async function readDeflectionReport(
  db: OrganizationDb,
  { from, to, by, groupBy, timezone, departmentIds }: ReportScope,
): Promise<DeflectionReport> {
  const rows = await db.query<Row>(selectDeflections(groupBy), [
    ...[by, timezone, floorToQuarter(from), to, departmentIds],
  ])
  return {
    items: rows.map(({ from: begin, key, name, suggested, deflected }) => ({
      ...{ from: iso(begin), ...(groupBy === undefined ? {} : { key, name }) },
      ...{ suggested, deflected, deflectionRate: divide(deflected, suggested) },
    })),
  }
}

/** Nobody has it yet, and what is not filed has neither priority nor channel. */
const KEYS: { [G in ReportGroup]?: string } = {
  department: 'department_id',
  category: 'category_id',
}

function selectDeflections(groupBy: ReportGroup | undefined): string {
  const { join, name } = findKeyName(groupBy)
  const key = (groupBy && KEYS[groupBy]) ?? 'NULL::uuid'
  return `WITH kept AS MATERIALIZED (
      SELECT greatest($4::timestamptz, min(at)) AS a, least($5::timestamptz, max(at) + interval '1 millisecond') AS z
      FROM kb_deflection WHERE organization_id = $1 HAVING min(at) IS NOT NULL),
    ${listPeriods('kept')}
    SELECT r.*, ${name} AS name
    FROM (SELECT p."from", d.* FROM periods p CROSS JOIN LATERAL (
        SELECT ${key} AS key, count(*)::float8 AS suggested, count(solved_by)::float8 AS deflected
        FROM kb_deflection WHERE organization_id = $1 AND at >= p.a AND at < p.z
          AND ($6::uuid[] IS NULL OR department_id = ANY ($6)) GROUP BY 1) d) r ${join}
    ORDER BY r."from", name NULLS LAST, r.key`
}
