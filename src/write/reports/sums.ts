import { REPORT_PERIODS } from '../../contracts/reports.js'
import type { ReportTable } from '../../database/report-tables.js'

/** What a row of sums is found by, in its organization. */
export const SUM_KEY = ['grain', 'dimension', 'at', 'department', 'key'] as const

const PERIODS = REPORT_PERIODS.map(
  (period) => `('${period}', date_trunc('${period}', quarter, 'UTC'))`,
).join(', ')

/** Facts, each with whether it is added or taken back: by quarter of an hour and by whatever reports are read by, in UTC, of the department, and divided by one thing more. */
export function sumFacts({ area, figures, buckets }: ReportTable, facts: string): string {
  const read = [
    ...figures.map(({ name, column }) => `by * (fact->'figures'->>'${name}')::bigint AS ${column}`),
    ...buckets.map(({ name, column }) => `fact->'buckets'->>'${name}' AS ${column}`),
  ]
  const sums = [
    ...figures.map(({ column }) => `coalesce(sum(${column}), 0)::bigint AS ${column}`),
    ...buckets.flatMap(({ column }) => [
      `coalesce(string_agg(${column}, '') FILTER (WHERE by = 1), '') AS ${column}`,
      `coalesce(string_agg(${column}, '') FILTER (WHERE by = -1), '') AS ${column}_taken`,
    ]),
  ]
  return `WITH read AS MATERIALIZED (
      SELECT by, (fact->>'at')::timestamptz AS quarter, coalesce(fact->>'departmentId', '') AS department,
        coalesce(fact->>'categoryId', '') AS category, coalesce(fact->>'assigneeId', '') AS agent,
        fact->>'priority' AS priority, fact->>'channel' AS channel, ${read.join(', ')}
      FROM (${facts}) facts WHERE fact->>'area' = '${area}')
    SELECT ${SUM_KEY.join(', ')}, ${sums.join(', ')}
    FROM read CROSS JOIN LATERAL (VALUES ('department', ''), ('category', category), ('agent', agent),
      ('priority', priority), ('channel', channel)) AS divided (dimension, key)
    CROSS JOIN LATERAL (VALUES ('quarter', quarter), ${PERIODS}) AS timed (grain, at)
    GROUP BY ${SUM_KEY.join(', ')}`
}

/** Adds what is summed up to what is there: one at a time, since two at once would each miss what the other adds to a list. */
export function insertSums({ table, ...columns }: ReportTable, summed: string): string {
  const figures = columns.figures.map(({ column }) => column)
  const buckets = columns.buckets.map(({ column }) => column)
  const merged = buckets.map((c) => `merge_buckets(coalesce(k.${c}, ''), s.${c}, s.${c}_taken)`)
  const isThere = ['k.organization_id = $1', ...SUM_KEY.map((c) => `k.${c} = s.${c}`)]
  const kept = buckets.length === 0 ? '' : `LEFT JOIN ${table} k ON ${isThere.join(' AND ')}`
  const written = [...[...SUM_KEY, ...figures].map((c) => `s.${c}`), ...merged].join(', ')
  const added = [
    ...figures.map((c) => `${c} = ${table}.${c} + excluded.${c}`),
    ...buckets.map((c) => `${c} = excluded.${c}`),
  ]
  return `INSERT INTO ${table} (organization_id, ${[...SUM_KEY, ...figures, ...buckets].join(', ')})
    SELECT $1, ${written} FROM (${summed}) s ${kept}
    ON CONFLICT (organization_id, ${SUM_KEY.join(', ')}) DO UPDATE SET ${added.join(', ')}`
}
