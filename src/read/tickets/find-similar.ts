import type { SimilarTicket } from '../../contracts/ticket-articles.js'
import type { OrganizationDb } from '../../database/pool.js'
import { TICKET_COLUMNS, type TicketRow, ticketFromRow } from '../../database/rows.js'
import { Values } from '../../database/values.js'
import { visibleTo } from '../../database/visibility.js'
import type { Person } from '../../domain/people.js'
import { LONG_READ, limitLongReads } from '../limit-long-reads.js'
import { cutMatches } from './search.js'

/** So many of the newest that have a word are ranked. */
const MOST_RANKED = 500
const MOST_SIMILAR = 5
/** Of a title; its first words say what it is about. */
const MOST_WORDS = 12

/** Closed tickets that have words of this title, and that the viewer may see, the most alike first. */
export async function findSimilarTickets(
  db: OrganizationDb,
  viewer: Person,
  { id, title }: { id: string; title: string },
): Promise<SimilarTicket[]> {
  const words = title.split(/\s+/).slice(0, MOST_WORDS).join(' ')
  const [asked] = await db.query<{ any: string }>(ANY_WORD, [words])
  if (asked === undefined || asked.any === '') return []
  const values = new Values()
  const text = describeSearch(viewer, values, { id, any: asked.any })
  const read = () => db.query<TicketRow & { score: number }>(text, values.list, LONG_READ)
  const rows = await limitLongReads(
    { organizationId: db.organizationId, personId: viewer.id },
    read,
  )
  return rows.map((row) => {
    const { state, texts, title } = ticketFromRow(row)
    const { number, closedAt } = state
    const completionNotes = texts.completionNotes ?? null
    return { id: state.id, number, title, closedAt, completionNotes, score: row.score }
  })
}

/** What `plainto_tsquery` joins must all be there; here any of it does. */
const ANY_WORD = `SELECT replace(plainto_tsquery('perdure', $2)::text, ' & ', ' | ') AS any
  FROM organization WHERE id = $1`

function describeSearch(
  viewer: Person,
  values: Values,
  { id, any }: { id: string; any: string },
): string {
  const query = `${values.add(any)}::tsquery`
  const within = [
    't.organization_id = $1',
    "t.status = 'closed'",
    `t.id <> ${values.add(id)}::uuid`,
    visibleTo(viewer, values),
  ].join(' AND ')
  const matching = `SELECT s.ticket_id AS place, s.ticket_id FROM ticket_search s
    WHERE s.organization_id = $1 AND s.search @@ ${query}`
  return `WITH found AS MATERIALIZED (
      SELECT id FROM ${cutMatches(matching, within)} found ORDER BY id DESC LIMIT ${MOST_RANKED}),
    best AS MATERIALIZED (
      SELECT f.id, round(ts_rank(s.search, ${query})::numeric, 3)::float8 AS score
      FROM found f JOIN ticket_search s ON s.organization_id = $1 AND s.ticket_id = f.id
      ORDER BY score DESC, f.id DESC LIMIT ${MOST_SIMILAR})
    SELECT ${TICKET_COLUMNS}, b.score FROM best b JOIN ticket t ON t.organization_id = $1 AND t.id = b.id
    ORDER BY b.score DESC, t.id DESC`
}
