import { REPORT_TABLES, type ReportTable } from '../../database/report-tables.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import { countTickets } from './count.js'
import { REPORTS_LISTENER } from './listener.js'
import { insertSums, SUM_KEY, sumFacts } from './sums.js'

type Query = Pick<ListenerTransaction, 'query'>

/** Tickets that are counted at once, so that memory does not grow with them. */
const MOST_AT_ONCE = 500

export interface Rebuilt {
  tickets: number
  /** Tickets that were counted otherwise. */
  corrected: number
  /** Rows of sums that were not those of a recount. */
  unequal: number
}

const BEGIN = `INSERT INTO listener_cursor (organization_id, listener) VALUES ($1, '${REPORTS_LISTENER}') ON CONFLICT DO NOTHING`
const HOLD = `SELECT FROM listener_cursor WHERE organization_id = $1 AND listener = '${REPORTS_LISTENER}' FOR UPDATE`
const NEXT = `SELECT id FROM ticket WHERE organization_id = $1 AND id > $2::uuid ORDER BY id LIMIT ${MOST_AT_ONCE}`
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Counts all tickets of an organization anew, in the caller's transaction, while its listener waits; corrects what is not
 * equal, and says how much that was. Repeating it finds nothing more.
 */
export async function rebuildReports({ query }: Query): Promise<Rebuilt> {
  await query(BEGIN)
  await query(HOLD)
  let [tickets, corrected, after] = [0, 0, FIRST]
  for (;;) {
    const ids = (await query<{ id: string }>(NEXT, [after])).map(({ id }) => id)
    const last = ids.at(-1)
    if (last === undefined) break
    corrected += await countTickets({ query }, ids)
    tickets += ids.length
    after = last
  }
  let unequal = 0
  for (const table of REPORT_TABLES) unequal += await correct({ query }, table)
  return { tickets, corrected, unequal }
}

const ALL = `SELECT 1 AS by, jsonb_array_elements(facts) AS fact FROM report_ticket WHERE organization_id = $1`

async function correct({ query }: Query, table: ReportTable): Promise<number> {
  const [found] = await query<{ n: number }>(countUnequal(table))
  const unequal = found?.n ?? 0
  if (unequal === 0) return 0
  await query(`DELETE FROM ${table.table} WHERE organization_id = $1`)
  await query(insertSums(table, sumFacts(table, ALL)))
  return unequal
}

/** A row of nothing is no row. */
function countUnequal(table: ReportTable): string {
  const differ = [
    ...table.figures.map(({ column: c }) => `coalesce(k.${c}, 0) <> coalesce(r.${c}, 0)`),
    ...table.buckets.map(
      ({ column: c }) => `coalesce(k.${c}, '') <> merge_buckets('', coalesce(r.${c}, ''), '')`,
    ),
  ]
  return `SELECT count(*)::int AS n FROM (SELECT * FROM ${table.table} WHERE organization_id = $1) k
    FULL JOIN (${sumFacts(table, ALL)}) r USING (${SUM_KEY.join(', ')}) WHERE ${differ.join(' OR ')}`
}
