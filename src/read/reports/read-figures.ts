import type { ReportQuery } from '../../contracts/reports.js'
import { personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { findReportTable } from '../../database/report-tables.js'
import { iso } from '../../database/rows.js'
import { floorToQuarter, type ReportArea } from '../../domain/reports/fact.js'

export interface ReportScope extends Omit<ReportQuery, 'from' | 'to' | 'format'> {
  from: string
  to: string
  /** Null for all. */
  departmentIds: readonly string[] | null
}

export interface FigureRow<F extends string> {
  place: { from: string; key?: string | null; name?: string | null }
  figures: Record<F, number>
}

interface Row {
  from: Date
  key: string | null
  name: string | null
}

type Group = NonNullable<ReportQuery['groupBy']>

const NAMES: Record<Group, string> = {
  department: '(SELECT name FROM department WHERE organization_id = $1 AND id = key::uuid)',
  category: '(SELECT name FROM category WHERE organization_id = $1 AND id = key::uuid)',
  agent: `(SELECT ${personName('u')} FROM app_user u WHERE organization_id = $1 AND id = key::uuid)`,
  priority: 'key',
  channel: 'key',
}

/** The sums of an area by period and, where asked for, by one thing more: first the earliest, of these by name. */
export async function readFigures<F extends string>(
  db: OrganizationDb,
  area: ReportArea,
  scope: ReportScope,
): Promise<FigureRow<F>[]> {
  const { from, to, by, groupBy, timezone, departmentIds } = scope
  const rows = await db.query<Row & Record<F, number>>(selectFigures(area, groupBy), [
    ...[by, timezone, floorToQuarter(from), to],
    ...[groupBy ?? 'department', departmentIds],
  ])
  return rows.map(({ from: begin, key, name, ...figures }) => ({
    place: { from: iso(begin), ...(groupBy === undefined ? {} : { key, name }) },
    figures: figures as unknown as Record<F, number>, // all that is left of the row
  }))
}

/** Of few texts: one for each area and way to divide it. */
function selectFigures(area: ReportArea, groupBy: Group | undefined): string {
  const { table, figures } = findReportTable(area)
  const sums = figures.map(({ name, column }) => `sum(${column})::float8 AS "${name}"`)
  const anything = figures.map(({ column }) => `sum(${column}) <> 0`)
  const key = groupBy === 'department' ? 'department' : 'key'
  return `SELECT "from", key, ${groupBy === undefined ? 'NULL' : NAMES[groupBy]} AS name, ${figures.map(({ name }) => `"${name}"`).join(', ')}
    FROM (
      SELECT date_trunc($2, at, $3) AS "from", nullif(${key}, '') AS key, ${sums.join(', ')}
      FROM ${table} WHERE organization_id = $1 AND dimension = $6 AND at >= $4 AND at < $5
        AND ($7::text[] IS NULL OR department = ANY ($7))
      GROUP BY 1, 2 HAVING ${anything.join(' OR ')}) summed
    ORDER BY "from", name NULLS LAST, key`
}
