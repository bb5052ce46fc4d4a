import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import {
  type DomainEvent,
  type LoggedEvents,
  listLogged,
} from '../../domain/events/domain-event.js'

interface EntryRow {
  head: string
  id: string | null
  place: string
  at: Date
  event: LoggedEvents
}

/** Head and entries are of one snapshot: up to the head nothing can be missing. */
const AFTER = `SELECT h.cursor AS head, e.id, e.cursor AS place, e.at, e.event
  FROM stream_head h LEFT JOIN LATERAL (SELECT id, cursor, at, event FROM stream_event
    WHERE organization_id = $1 AND cursor > $2 AND event IS NOT NULL ORDER BY cursor LIMIT $3) e ON true
  WHERE h.id = 1 ORDER BY e.cursor`

export interface DomainStretch {
  events: DomainEvent[]
  /** The place up to which there are no others. */
  to: number
  /** Others may follow at once. */
  hasMore: boolean
}

/** What has happened in an organization after a place, of at most so many entries of the log. */
export async function readDomainEvents(
  db: Pick<OrganizationDb, 'query'>,
  after: number,
  limit: number,
): Promise<DomainStretch> {
  const rows = await db.query<EntryRow>(AFTER, [after, limit])
  const events = rows.flatMap(({ id, place, at, event }) =>
    id === null ? [] : listLogged({ id, place: Number(place), at: iso(at) }, event),
  )
  const hasMore = rows.length === limit && rows[0]?.id !== null
  const head = Number(rows[0]?.head ?? after)
  return { events, hasMore, to: hasMore ? (events.at(-1)?.place ?? head) : head }
}
