import type { Announcement } from '../../auth/reply-tokens.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { DomainEvent, DomainEventName } from '../../domain/events/domain-event.js'

interface Detail {
  ticketId: string
  seq: number
  undone: { command: string; at: string } | null
  dueAt: string | null
  version: number
  score: number | null
}

const DETAILS = `SELECT e.ticket_id AS "ticketId", e.seq, (e.data->'undoes') - 'seq' AS undone, e.data->>'dueAt' AS "dueAt",
    e.version, (e.data->>'score')::int AS score
  FROM unnest($2::uuid[], $3::int[]) AS named (ticket_id, seq)
  JOIN ticket_event e ON e.organization_id = $1 AND e.ticket_id = named.ticket_id AND e.seq = named.seq`

const DETAILED: readonly DomainEventName[] = [
  'ticket.undone',
  'ticket.opened',
  'ticket.escalated',
  'survey.low_rating',
]

/**
 * What an event says beside the ticket that it is about, by the ids of the events: what was undone, which clock or level it was, where
 * another system answers.
 */
export async function readDetails(
  { organizationId, query }: Pick<OrganizationDb, 'organizationId' | 'query'>,
  events: readonly DomainEvent[],
  giveReplyUrl: (announcement: Announcement) => string,
): Promise<Map<string, Record<string, unknown>>> {
  const own = events.filter(
    ({ name }) => DETAILED.some((detailed) => detailed === name) || name.startsWith('sla.'),
  )
  if (own.length === 0) return new Map()
  const rows = await query<Detail>(DETAILS, [
    own.map(({ entityId }) => entityId),
    own.map(({ data }) => data.seq),
  ])
  const find = ({ entityId, data }: DomainEvent) =>
    rows.find(({ ticketId, seq }) => ticketId === entityId && seq === data.seq)
  const describe = (event: DomainEvent): Record<string, unknown> => {
    const { undone = null, dueAt = null, version = 1, seq = 0, score = null } = find(event) ?? {}
    if (event.name === 'ticket.undone') return { undone }
    if (event.name === 'ticket.escalated') {
      const { level, clock } = event.data
      return { escalation: { level, clock } }
    }
    if (event.name === 'ticket.opened') {
      return { replyUrl: giveReplyUrl({ organizationId, ticketId: event.entityId, version, seq }) }
    }
    if (event.name === 'survey.low_rating') return { survey: { score } }
    const { clock: kind, percent } = event.data
    const due = dueAt === null ? {} : { dueAt }
    return { clock: { kind, ...due, ...(percent === undefined ? {} : { percent }) } }
  }
  return new Map(own.map((event) => [event.id, describe(event)]))
}
