import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import { narrowToIds, readCreationDrift } from '../tickets/creation-drift.js'

/** So many tickets are read at once, or so many events, whichever is fewer; a ticket is never divided. */
const MOST_TICKETS = 500
const MOST_EVENTS = 4_000

/** What an event tells people, and who it was about, moves no clock. */
const SAID = `'{notifications,standing,named}'::text[]`

/** Another department or category has a policy chosen anew where a person has set it. */
const BY_PERSON = `CASE WHEN e.type IN ('set_category', 'set_department') AND e.actor->>'kind' <> 'system'
      THEN '{"isByPerson": true}'::jsonb ELSE '{}' END`

const PRESENT = `jsonb_build_object('id', t.id, 'number', t.number, 'seq', t.seq, 'type', t.type, 'parentId', t.parent_id,
      'requesterId', t.requester_id, 'createdById', t.created_by_id, 'createdAt', ${selectInstant('t.created_at')},
      'priority', t.priority, 'departmentId', t.department_id, 'categoryId', t.category_id, 'groupId', t.group_id, 'tags', t.tags)`

/** A sub-ticket is its parent's customer's, too. */
const CUSTOMER = `coalesce(CASE WHEN t.type = 'sub_ticket' THEN (t.state->'parentFiling'->>'requesterId')::uuid END, t.requester_id)`
/** What was sold to them goes before the other policies. */
const SERVED = `coalesce((SELECT jsonb_build_object('channel', t.channel, 'customerTier', k.tier,
      'slaPolicyId', find_bought_policy($1, t.id))
    FROM customer k WHERE k.organization_id = $1 AND k.deleted_at IS NULL AND k.user_id = ${CUSTOMER}),
    jsonb_build_object('channel', t.channel, 'customerTier', NULL))`

/** As texts: whoever counts parses them. */
const next = (conditions: readonly string[]) => `WITH listed AS (
    SELECT t.id, t.seq FROM ticket t WHERE t.organization_id = $1 AND t.deleted_at IS NULL AND t.status <> 'draft'
      AND t.created_at >= $2 AND t.created_at < $3 AND ($4::uuid IS NULL OR t.id > $4)
      ${conditions.map((one) => `AND ${one}`).join(' ')}
    ORDER BY t.id LIMIT ${MOST_TICKETS}),
  taken AS (SELECT id FROM (SELECT id, sum(seq) OVER (ORDER BY id) - seq AS before FROM listed) counted
    WHERE before < ${MOST_EVENTS})
  SELECT t.id, ${PRESENT}::text AS present, ${SERVED}::text AS served, (
      SELECT string_agg((e.data - ${SAID} || ${BY_PERSON})::text, ',' ORDER BY e.seq) FROM ticket_event e
      WHERE e.organization_id = $1 AND e.ticket_id = t.id) AS events
  FROM taken JOIN ticket t ON t.organization_id = $1 AND t.id = taken.id ORDER BY t.id`

interface Row {
  id: string
  present: string
  served: string
  events: string | null
}

export interface RecordBatch {
  /** A list of `RecordedTicket` in JSON. */
  json: string
  /** How much of the time has been walked through. */
  share: number
}

/** The records of tickets that were created in some time, the oldest first. */
export async function* walkRecords(
  db: OrganizationDb,
  { from, to }: { from: string; to: string },
): AsyncGenerator<RecordBatch> {
  const drift = await readCreationDrift(db)
  const text = next(narrowToIds({ createdAfter: from, createdBefore: to }, drift))
  let first: number | undefined
  let last: string | null = null
  for (;;) {
    const rows: Row[] = await db.query<Row>(text, [from, to, last], { prepared: false })
    last = rows.at(-1)?.id ?? null
    if (last === null) return
    first ??= readInstant(rows[0]?.id ?? last)
    const share = (readInstant(last) - first) / Math.max(1, Date.parse(to) - first)
    yield { json: `[${rows.map(writeTicket).join(',')}]`, share: Math.min(1, share) }
  }
}

function writeTicket({ present, served, events }: Row): string {
  return `{"present":${present},"served":${served},"events":[${events ?? ''}]}`
}

/** An id is a UUIDv7: it begins with the milliseconds of its instant. */
function readInstant(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
