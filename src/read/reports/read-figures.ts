import type { ReportQuery } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { findReportTable, type ReportTable } from '../../database/report-tables.js'
import { iso } from '../../database/rows.js'
import { MOST_ITEMS, refuseTooManyItems } from '../../domain/reports/bounds.js'
import { floorToQuarter, type ReportArea } from '../../domain/reports/fact.js'
import { findKeyName, type ReportGroup } from './key-names.js'
import { listStretches } from './stretches.js'

export interface ReportScope extends Omit<ReportQuery, 'from' | 'to' | 'by' | 'format'> {
  by: ReportQuery['by'] | 'millennium'
  from: string
  to: string
  now: string
  /** Null for all. */
  departmentIds: readonly string[] | null
}

export interface Place {
  from: string
  key?: string | null
  name?: string | null
}

export interface FigureRow<F extends string, B extends string = never> {
  place: Place
  figures: Record<F, number> & Record<B, string>
}

interface Row {
  from: Date
  key: string | null
  name: string | null
}

/** The sums of an area by period and, where asked for, by one thing more: first the earliest, of these by name. Throws `validation_failed` where there are too many. */
export async function readFigures<F extends string, B extends string = never>(
  db: OrganizationDb,
  area: ReportArea,
  scope: ReportScope,
): Promise<FigureRow<F, B>[]> {
  const { from, to, by, groupBy, timezone, departmentIds } = scope
  const text = selectFigures(findReportTable(area), groupBy)
  const rows = await db.query<Row & Record<F, number> & Record<B, string>>(text, [
    ...[by, timezone, floorToQuarter(from), to],
    ...[groupBy ?? 'department', departmentIds],
  ])
  refuseTooManyItems(rows.length)
  return rows.map(({ from: begin, key, name, ...figures }) => ({
    place: { from: iso(begin), ...(groupBy === undefined ? {} : { key, name }) },
    figures: figures as unknown as Record<F, number> & Record<B, string>, // all that is left of the row
  }))
}

/** Of few texts: one for each area and way to divide it. */
function selectFigures(
  { table, figures, buckets }: ReportTable,
  groupBy: ReportGroup | undefined,
): string {
  const sums = [
    ...figures.map(({ name, column }) => `sum(${column}::float8) AS "${name}"`),
    ...buckets.map(({ name, column }) => `string_agg(${column}, '') AS "${name}"`),
  ]
  const anything = figures.map(({ column }) => `sum(${column}::float8) <> 0`)
  const names = [...figures, ...buckets].map(({ name }) => `"${name}"`)
  const { join, name } = findKeyName(groupBy)
  const key = groupBy === undefined ? "''" : groupBy === 'department' ? 'department' : 'key'
  return `WITH ${listStretches(table)}
    SELECT r."from", r.key, ${name} AS name, ${names.map((one) => `r.${one}`).join(', ')}
    FROM (
      SELECT s."from", nullif(${key}, '') AS key, ${sums.join(', ')}
      FROM stretches s CROSS JOIN LATERAL (
        SELECT * FROM ${table} WHERE organization_id = $1 AND grain = s.grain AND dimension = $6 AND at >= s.a AND at < s.z
          AND ($7::text[] IS NULL OR department = ANY ($7)) OFFSET 0) t
      GROUP BY 1, 2 HAVING ${anything.join(' OR ')}) r ${join}
    ORDER BY r."from", name NULLS LAST, r.key COLLATE "C" LIMIT ${MOST_ITEMS + 1}`
}
