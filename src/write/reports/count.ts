import { REPORT_TABLES } from '../../database/report-tables.js'
import type { CountedTicket, ReportFact } from '../../domain/reports/fact.js'
import { listFacts } from '../../domain/reports/list-facts.js'
import { readCountedTickets } from '../../read/reports/counted-tickets.js'
import type { ListenerTransaction } from '../listeners/listener.js'
import { insertSums, sumFacts } from './sums.js'

type Query = Pick<ListenerTransaction, 'query'>

/** Lists of buckets are merged by one at a time. */
const HOLD = `SELECT pg_advisory_xact_lock(hashtextextended('reports/' || $1, 0))`
const BEGIN = `INSERT INTO report_ticket (organization_id, ticket_id)
  SELECT $1, id FROM unnest($2::uuid[]) AS listed (id) ORDER BY id ON CONFLICT DO NOTHING`
const LOCK = `SELECT ticket_id AS "ticketId", facts FROM report_ticket
  WHERE organization_id = $1 AND ticket_id = ANY($2::uuid[]) ORDER BY ticket_id FOR UPDATE`
const KEEP = `UPDATE report_ticket t SET facts = g.facts FROM jsonb_to_recordset($2::jsonb) AS g ("ticketId" uuid, facts jsonb)
  WHERE t.organization_id = $1 AND t.ticket_id = g."ticketId" AND t.facts <> g.facts`

interface Counted {
  ticketId: string
  facts: readonly ReportFact[]
}

/**
 * Counts tickets anew from their records, which are read behind the lock of what is kept of each, and adds the difference:
 * repeating it adds nothing. What has no record any more stays counted as it was. Gives how many have come to something else.
 */
export async function countTickets({ query }: Query, ids: readonly string[]): Promise<number> {
  const distinct = [...new Set(ids)]
  await query(HOLD)
  await query(BEGIN, [distinct])
  const kept = await query<Counted>(LOCK, [distinct])
  const tickets = await readCountedTickets({ query }, distinct)
  const given = kept.flatMap(({ ticketId }) => count(ticketId, tickets.get(ticketId)))
  const changed = JSON.stringify(given)
  for (const statement of ADD) await query(statement, [changed])
  const written = await query<{ n: number }>(
    `WITH w AS (${KEEP} RETURNING t.ticket_id) SELECT count(*)::int AS n FROM w`,
    [changed],
  )
  return written[0]?.n ?? 0
}

function count(ticketId: string, ticket: CountedTicket | undefined): Counted[] {
  return ticket === undefined ? [] : [{ ticketId, facts: listFacts(ticket) }]
}

const [FORMER, GIVEN] = ['facts', 'given'].map(
  (list) => `SELECT jsonb_array_elements(${list}) AS fact FROM counted`,
)
const DIFFERENCE = `SELECT -1 AS by, fact FROM (${FORMER} EXCEPT ALL ${GIVEN}) gone
  UNION ALL SELECT 1, fact FROM (${GIVEN} EXCEPT ALL ${FORMER}) added`

const ADD = REPORT_TABLES.map(
  (table) => `WITH counted AS (
      SELECT t.facts, g.facts AS given FROM jsonb_to_recordset($2::jsonb) AS g ("ticketId" uuid, facts jsonb)
      JOIN report_ticket t ON t.organization_id = $1 AND t.ticket_id = g."ticketId" WHERE t.facts <> g.facts)
    ${insertSums(table, sumFacts(table, DIFFERENCE))}`,
)
