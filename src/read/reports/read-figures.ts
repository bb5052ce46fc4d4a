import type { ReportQuery } from '../../contracts/reports.js'
import type { OrganizationDb } from '../../database/pool.js'
import { findReportTable, type ReportTable } from '../../database/report-tables.js'
import { iso } from '../../database/rows.js'
import { MOST_ITEMS, refuseTooManyItems } from '../../domain/reports/bounds.js'
import { floorToQuarter, type ReportArea } from '../../domain/reports/fact.js'
import { NO_NAME, type ReportGroup, readKeyNames } from './key-names.js'
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
  figures: Record<F, number> & BucketLists<B>
}

/** What of a list counts, and what of that does not. */
type BucketLists<B extends string> = Record<B | `${B}Taken`, string>

interface Row {
  fromMs: number
  key: string | null
}

/** The sums of an area by period and, where asked for, by one thing more: first the earliest, of these by name. Throws `validation_failed` where there are too many. */
export async function readFigures<F extends string, B extends string = never>(
  db: OrganizationDb,
  area: ReportArea,
  scope: ReportScope,
): Promise<FigureRow<F, B>[]> {
  const { by, groupBy, timezone, departmentIds } = scope
  const text = selectFigures(findReportTable(area), groupBy)
  const rows = await db.query<Row & Record<F, number> & BucketLists<B>>(text, [
    ...[by, timezone, floorToQuarter(scope.from), scope.to],
    ...[groupBy ?? 'department', departmentIds],
  ])
  refuseTooManyItems(rows.length)
  const names = await readKeyNames(db, groupBy, new Set(rows.map(({ key }) => key)))
  const placed = rows.map((row) => {
    const { fromMs, key } = row
    const from = iso(new Date(fromMs))
    const { name, nth } = names.get(key) ?? NO_NAME
    const place = groupBy === undefined ? { from } : { from, key, name }
    return { place, fromMs, nth, figures: row }
  })
  return placed.sort((one, other) => one.fromMs - other.fromMs || one.nth - other.nth)
}

/** Of few texts: one for each area and way to divide it. */
function selectFigures(
  { table, figures, buckets }: ReportTable,
  groupBy: ReportGroup | undefined,
): string {
  const lists = buckets.flatMap(({ name, column }) => [
    { name, column, sign: 1 },
    { name: `${name}Taken`, column, sign: -1 },
  ])
  const sums = [
    ...figures.map(({ name, column }) => `sum(s.sign * ${column}) AS "${name}"`),
    ...lists.map(
      ({ name, column, sign }) =>
        `coalesce(string_agg(${column}, '') FILTER (WHERE s.sign = ${sign}), '') AS "${name}"`,
    ),
  ]
  const anything = figures.map(({ column }) => `sum(s.sign * ${column}) <> 0`)
  const key = groupBy === undefined ? "''" : groupBy === 'department' ? 'department' : 'key'
  return `WITH ${listStretches(table)}
    SELECT s.from_ms AS "fromMs", nullif(${key}, '') AS key, ${sums.join(', ')}
    FROM stretches s CROSS JOIN LATERAL (
      SELECT * FROM ${table} WHERE organization_id = $1 AND grain = s.grain AND dimension = $6 AND at >= s.a AND at < s.z
        AND ($7::text[] IS NULL OR department = ANY ($7)) OFFSET 0) t
    GROUP BY 1, 2 HAVING ${anything.join(' OR ')} LIMIT ${MOST_ITEMS + 1}`
}
