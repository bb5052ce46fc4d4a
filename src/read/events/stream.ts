import type { Database, OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

/** A stored event with its place in the stream. */
export interface StoredEvent {
  place: number
  organizationId: string
  type: string
  rooms: string[]
  data: Record<string, unknown>
  at: string
}

/** Events in order, and the place up to which there are no others of their kind. */
export interface Stretch {
  events: StoredEvent[]
  to: number
  /** Others may follow at once. */
  hasMore: boolean
}

export interface StreamEnds {
  /** The last place that was given. */
  head: number
  /** The last place whose event is kept no more. */
  expiredTo: number
}

interface StretchRow {
  head: string
  place: string | null
  organization_id: string
  type: string
  rooms: string[]
  data: Record<string, unknown>
  at: Date
}

/** The driver gives a `bigint` as a text; places have at most 15 digits. */
export async function readStreamEnds(db: Database): Promise<StreamEnds> {
  const [row] = await db.query<{ head: string; expired_to: string }>(
    'SELECT cursor AS head, expired_to FROM stream_head WHERE id = 1',
  )
  return { head: Number(row?.head ?? 0), expiredTo: Number(row?.expired_to ?? 0) }
}

/** Head and events are of one snapshot: up to the head nothing can be missing. */
const selectStretch = (events: string) =>
  `SELECT h.cursor AS head, e.cursor AS place, e.organization_id, e.type, e.rooms, e.data, e.at
   FROM stream_head h LEFT JOIN LATERAL (${events}) e ON true WHERE h.id = 1 ORDER BY e.cursor`

const AFTER = selectStretch(`SELECT * FROM stream_event
  WHERE cursor > $1 ORDER BY cursor LIMIT $2`)

/** What is to be told after a place, of all organizations. */
export async function readStretch(db: Database, after: number, limit: number): Promise<Stretch> {
  return toStretch(await db.query<StretchRow>(AFTER, [after, limit]), limit)
}

const OF_ORGANIZATION = selectStretch(`SELECT * FROM stream_event
  WHERE organization_id = $1 AND cursor > $2 ORDER BY cursor LIMIT $3`)

/** The same for one organization. */
export async function readStretchFor(
  db: OrganizationDb,
  after: number,
  limit: number,
): Promise<Stretch> {
  return toStretch(await db.query<StretchRow>(OF_ORGANIZATION, [after, limit]), limit)
}

const CONCERNED = `SELECT h.cursor AS head, ARRAY(SELECT DISTINCT e.organization_id::text FROM stream_event e
    WHERE e.cursor > $1 AND e.cursor <= h.cursor) AS ids
  FROM stream_head h WHERE h.id = 1`

/** Whose events there are after a place, and up to which other. */
export async function readConcerned(
  db: Database,
  after: number,
): Promise<{ organizationIds: ReadonlySet<string>; to: number }> {
  const [row] = await db.query<{ head: string; ids: string[] }>(CONCERNED, [after])
  return { organizationIds: new Set(row?.ids), to: Number(row?.head ?? after) }
}

/** A room has few of its organization's events: the others are passed over where they lie. */
const OF_ROOM = `SELECT h.cursor AS head, looked.many, looked.last, e.cursor AS place, e.organization_id, e.type, e.rooms, e.data, e.at
  FROM stream_head h CROSS JOIN LATERAL (
    SELECT count(*)::int AS many, max(l.cursor) AS last FROM (SELECT cursor FROM stream_event
      WHERE organization_id = $1 AND cursor > $3 ORDER BY cursor LIMIT $4) l) looked
  LEFT JOIN LATERAL (SELECT * FROM stream_event
    WHERE organization_id = $1 AND cursor > $3 AND cursor <= looked.last AND rooms @> ARRAY[$2::text]) e ON true
  WHERE h.id = 1 ORDER BY e.cursor`

/** A room's among the next `lookThrough` events of the organization. */
export async function readStretchForRoom(
  db: OrganizationDb,
  room: string,
  after: number,
  lookThrough: number,
): Promise<Stretch> {
  const rows = await db.query<StretchRow & { many: number; last: string | null }>(OF_ROOM, [
    ...[room, after, lookThrough],
  ])
  const { many = 0, last = null, head = '0' } = rows[0] ?? {}
  const hasMore = many === lookThrough
  return { events: toEvents(rows), hasMore, to: Number(hasMore ? last : head) }
}

const LATEST = `SELECT cursor FROM stream_event WHERE organization_id = $1 AND cursor IS NOT NULL
  ORDER BY cursor DESC OFFSET $2 LIMIT 1`

/** The place before the last so many events of the organization. */
export async function readPlaceBefore(db: OrganizationDb, events: number): Promise<number> {
  const [row] = await db.query<{ cursor: string }>(LATEST, [events])
  return Number(row?.cursor ?? 0)
}

function toStretch(rows: StretchRow[], limit: number): Stretch {
  const events = toEvents(rows)
  const hasMore = events.length === limit
  const head = Number(rows[0]?.head ?? 0)
  return { events, hasMore, to: hasMore ? (events.at(-1)?.place ?? head) : head }
}

function toEvents(rows: StretchRow[]): StoredEvent[] {
  return rows.flatMap(({ place, organization_id, at, type, rooms, data }) =>
    place === null
      ? []
      : [
          {
            ...{ place: Number(place), organizationId: organization_id },
            ...{ type, rooms, data, at: iso(at) },
          },
        ],
  )
}
