import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import type { Said } from '../../domain/automation/phases.js'
import { STAFF } from '../../domain/people.js'

const SAID = `SELECT m.ticket_id AS "ticketId", m.at, m.version,
    CASE WHEN m.author_id = t.requester_id THEN 'requester' ELSE 'staff' END AS by
  FROM message m JOIN ticket t ON t.organization_id = $1 AND t.id = m.ticket_id
  WHERE m.organization_id = $1 AND m.ticket_id = ANY($2::uuid[]) AND m.kind = 'message' AND m.visibility = 'public'
    AND (m.author_id = t.requester_id OR EXISTS (SELECT 1 FROM app_user u
      WHERE u.organization_id = $1 AND u.id = m.author_id AND u.roles && ARRAY[${sqlList(STAFF)}]::text[]))
  ORDER BY m.at, m.id`

/** Who has spoken in public in these tickets, and when, the oldest first, by their ids. */
export async function readSaid(
  { query }: Pick<OrganizationDb, 'query'>,
  ticketIds: readonly string[],
): Promise<Map<string, Said[]>> {
  const rows = await query<Omit<Said, 'at'> & { ticketId: string; at: Date }>(SAID, [ticketIds])
  const said = new Map<string, Said[]>()
  for (const { ticketId, at, ...one } of rows) {
    const own = said.get(ticketId) ?? []
    own.push({ ...one, at: iso(at) })
    said.set(ticketId, own)
  }
  return said
}

const MESSAGES = `SELECT m.ticket_id AS "ticketId", m.at FROM message m WHERE m.organization_id = $1
  AND m.ticket_id = ANY($2::uuid[]) AND m.visibility = 'public' AND m.at >= $3 AND m.at < $4 ORDER BY m.at, m.id`
const FILES = `SELECT a.ticket_id AS "ticketId", a.settled_at AS at FROM attachment a WHERE a.organization_id = $1
  AND a.ticket_id = ANY($2::uuid[]) AND a.status = 'ok' AND a.settled_at >= $3 AND a.settled_at < $4
  ORDER BY a.settled_at, a.id`

/** What has happened in a ticket and is no event of it. */
const BESIDE: Readonly<Record<string, string>> = {
  'message.created': MESSAGES,
  'attachment.ready': FILES,
}

/** When that happened in these tickets within a span, by their ids; of an event of tickets there is nothing. */
export async function readBeside(
  { query }: Pick<OrganizationDb, 'query'>,
  event: string,
  ticketIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Map<string, string[]>> {
  const statement = BESIDE[event]
  if (statement === undefined) return new Map()
  const rows = await query<{ ticketId: string; at: Date }>(statement, [ticketIds, from, to])
  const instants = new Map<string, string[]>()
  for (const { ticketId, at } of rows) {
    instants.set(ticketId, [...(instants.get(ticketId) ?? []), iso(at)])
  }
  return instants
}

export function isBeside(event: string | undefined): boolean {
  return event !== undefined && Object.hasOwn(BESIDE, event)
}
