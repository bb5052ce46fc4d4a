import { type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { LISTED_WEIGHT, selectListedTickets, ticketFromRow } from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import { COMPARED_LENGTH } from '../../domain/ticket/similarity.js'
import { DUE_AT, orderBy, type SortedRow } from '../tickets/order.js'
import { presentListedTicket } from '../tickets/present-listed.js'
import { type Fingerprints, findDuplicates } from './possible-duplicates.js'

const QUEUE = `FROM ticket t WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status IN ('submitted', 'needs_clarification')`

/** What waits for review, the earliest due first, each with what it may duplicate. */
export async function readReviewQueue(
  db: OrganizationDb,
  viewer: Person,
  { limit, cursor, count }: PageArguments,
  at: string,
) {
  const { items: rows, nextCursor } = await paginate(
    db,
    {
      order: orderBy('queue', { column: DUE_AT, kind: 'instant' }, 'ASC'),
      select: `${selectListedTickets(COMPARED_LENGTH)}, ${DUE_AT} AS sort_key`,
      weight: LISTED_WEIGHT,
      from: QUEUE,
      view: (row: SortedRow) => row,
    },
    { limit, cursor },
  )
  const known: Fingerprints = new Map()
  const items = []
  // One after the other, so that other requests are served between two comparisons.
  for (const row of rows) {
    const possibleDuplicates = await findDuplicates(db, ticketFromRow(row), known)
    items.push({ ...presentListedTicket(row, viewer, at), possibleDuplicates })
  }
  const counts = await countQueue(db)
  const total = counts.submitted + counts.needs_clarification
  return { items, nextCursor, counts, ...(count === 'true' ? { total } : {}) }
}

async function countQueue(db: OrganizationDb) {
  const [row] = await db.query<{ submitted: number; needs_clarification: number }>(
    `SELECT (count(*) FILTER (WHERE t.status = 'submitted'))::int AS submitted,
      (count(*) FILTER (WHERE t.status = 'needs_clarification'))::int AS needs_clarification ${QUEUE}`,
  )
  return row ?? { submitted: 0, needs_clarification: 0 }
}
