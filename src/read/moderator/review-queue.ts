import type { PossibleDuplicate } from '../../contracts/review-queue.js'
import { decodeCursor, encodeCursor, pageOf } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import {
  TICKET_COLUMNS,
  type TicketRecord,
  type TicketRow,
  ticketFromRow,
} from '../../database/rows.js'
import type { Person } from '../../domain/people.js'
import { similarity } from '../../domain/ticket/similarity.js'
import { presentTicket } from '../tickets/present.js'

const DUE = `coalesce(t.due_at, 'infinity'::timestamptz)`
const FROM = `FROM ticket t WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status IN ('submitted', 'needs_clarification')`

interface QueueQuery {
  limit: number
  cursor?: string | undefined
  count?: string | undefined
}

/** What waits for review, oldest deadline first, each with what it may duplicate. */
export async function readReviewQueue(
  db: OrganizationDb,
  viewer: Person,
  { limit, cursor, count }: QueueQuery,
  at: string,
) {
  const keys = decodeCursor(cursor, 'queue', 2)
  const rows = await db.query<TicketRow & { due: Date | number }>(
    `SELECT ${TICKET_COLUMNS}, ${DUE} AS due ${FROM}
     AND ($2::timestamptz IS NULL OR (${DUE}, t.id) > ($2::timestamptz, $3::uuid)) ORDER BY ${DUE}, t.id LIMIT $4`,
    [keys?.[0] ?? null, keys?.[1] ?? null, limit + 1],
  )
  const page = pageOf(rows, limit, ticketFromRow, ({ due, state }) =>
    encodeCursor('queue', [due instanceof Date ? due.toISOString() : 'infinity', state.id]),
  )
  const items = await Promise.all(
    page.items.map(async (record) => ({
      ...presentTicket(record, viewer, at),
      possibleDuplicates: await duplicatesOf(db, record),
    })),
  )
  const counts = await countsOf(db)
  const total = counts.submitted + counts.needs_clarification
  return { ...page, items, counts, ...(count === 'true' ? { total } : {}) }
}

async function countsOf(db: OrganizationDb) {
  const rows = await db.query<{ status: string; n: number }>(
    `SELECT t.status, count(*)::int AS n ${FROM} GROUP BY t.status`,
  )
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0
  return { submitted: of('submitted'), needs_clarification: of('needs_clarification') }
}

/** Below it two tickets only happen to share words. */
const LIKE_ENOUGH = 0.3
const MOST = 5
const WINDOW = 200

/** Of the same requester or department, the 200 latest within thirty days, are compared. */
const CANDIDATES = `SELECT t.id, t.number, t.title, t.description FROM ticket t WHERE t.organization_id = $1
  AND t.deleted_at IS NULL AND t.status <> 'draft' AND t.parent_id IS NULL AND t.id <> $2
  AND (t.requester_id = $3 OR t.department_id = $4) AND t.created_at > $5::timestamptz - interval '30 days'
  ORDER BY t.id DESC LIMIT ${WINDOW}`

async function duplicatesOf(
  db: OrganizationDb,
  record: TicketRecord,
): Promise<PossibleDuplicate[]> {
  const { id, requesterId, departmentId, createdAt } = record.state
  const rows = await db.query<{ id: string; number: string; title: string; description: string }>(
    CANDIDATES,
    [id, requesterId, departmentId, createdAt],
  )
  return rows
    .map(({ description, ...other }) => ({
      ...other,
      score: similarity(record, { title: other.title, description }),
    }))
    .filter(({ score }) => score >= LIKE_ENOUGH)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
}
