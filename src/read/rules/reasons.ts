import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { sqlList } from '../../database/sql-list.js'
import { describeReasons } from '../../domain/automation/reasons.js'
import { nextDepth } from '../../domain/automation/rules.js'
import { findStatusSince, type Reasons, type Transition } from '../../domain/automation/timers.js'
import { type Actor, STAFF } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'

const SAID = (
  by: string,
) => `(SELECT max(m.at) FROM message m WHERE m.organization_id = $1 AND m.ticket_id = t.id
    AND m.version = t.version AND m.kind = 'message' AND m.visibility = 'public' AND ${by})`
const IS_STAFF = `m.author_id <> (t.state->>'requesterId')::uuid AND EXISTS (SELECT 1 FROM app_user u
    WHERE u.organization_id = $1 AND u.id = m.author_id AND u.roles && ARRAY[${sqlList(STAFF)}]::text[])`

const TICKETS = `SELECT t.id, t.state, ${SAID(`m.author_id = (t.state->>'requesterId')::uuid`)} AS requester,
    ${SAID(IS_STAFF)} AS agent
  FROM ticket t WHERE t.organization_id = $1 AND t.id = ANY($2::uuid[]) AND t.deleted_at IS NULL AND t.status <> 'draft'`

const TRANSITIONS = `SELECT ticket_id AS "ticketId", seq, at, from_status AS from, to_status AS to, actor,
    (data->'undoes'->>'seq')::int AS undoes
  FROM ticket_event WHERE organization_id = $1 AND ticket_id = ANY($2::uuid[])
    AND (from_status IS DISTINCT FROM to_status OR type IN ('undo', 'assign', 'reassign', 'claim'))
  ORDER BY seq`

interface TicketRow {
  id: string
  state: TicketState
  requester: Date | null
  agent: Date | null
}
type TransitionRow = Omit<Transition, 'at'> & { ticketId: string; at: Date; actor: Actor }

/** What times are counted from, of a ticket as it is. */
export interface TimedTicket {
  version: number
  reasons: Reasons
  /** How deep what began at this instant has rules act. */
  depthAt: (since: string) => number
}

/** Of those tickets that are there. */
export async function readReasons(
  { query }: Pick<OrganizationDb, 'query'>,
  ticketIds: readonly string[],
): Promise<Map<string, TimedTicket>> {
  const rows = await query<TicketRow>(TICKETS, [ticketIds])
  const transitions = await query<TransitionRow>(TRANSITIONS, [ticketIds])
  return new Map(
    rows.map((row) => {
      const own = transitions
        .filter(({ ticketId }) => ticketId === row.id)
        .map(({ ticketId: _id, at, ...rest }) => ({ ...rest, at: iso(at) }))
      const { version } = row.state
      const depthAt = (since: string) => {
        const cause = own.find(({ at }) => at === since)
        return cause === undefined ? 1 : nextDepth(cause.actor)
      }
      const said = {
        lastRequesterMessage: row.requester && iso(row.requester),
        lastAgentMessage: row.agent && iso(row.agent),
      }
      const reasons = describeReasons(row.state, findStatusSince(own), said)
      return [row.id, { version, reasons, depthAt }]
    }),
  )
}
