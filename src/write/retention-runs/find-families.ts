import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'
import type { RetainedTicket } from '../../domain/retention/family.js'
import type { RetentionPiece } from '../../domain/retention/run.js'

/** A ticket with its sub-tickets. */
export interface RetainedFamily {
  piece: RetentionPiece
  tickets: RetainedTicket[]
}

type Row = RetainedTicket & { rootId: string }

/** What leaves the outbox for a ticket. */
const LETTERS = `'start', 'signal', 'mail', 'digest', 'push', 'sms'`

const count = (what: string, extra = '') =>
  `(SELECT count(*)::int FROM ${what} x WHERE x.organization_id = $1 AND x.ticket_id = t.id${extra})`

const FACTS = `WITH family AS MATERIALIZED (
    SELECT id FROM ticket WHERE organization_id = $1 AND id = ANY ($2)
    UNION ALL SELECT id FROM ticket WHERE organization_id = $1 AND parent_id = ANY ($2)),
  leaving AS MATERIALIZED (SELECT DISTINCT entity_id FROM outbox WHERE kind IN (${LETTERS}) AND organization_id = $1
    AND done_at IS NULL AND entity_id = ANY (ARRAY(SELECT id FROM family)))
  SELECT coalesce(t.parent_id, t.id) AS "rootId", t.id, t.number, t.status, t.deleted_at IS NOT NULL AS "isDeleted",
    ${selectInstant('t.updated_at')} AS "updatedAt", t.seq, t.legal_hold_at IS NOT NULL AS "isHeld", t.anonymized,
    CASE WHEN t.state->'undo'->>'kind' = 'open' AND NOT t.state->'undo' ? 'byParent' THEN t.state->'undo'->>'until' END
      AS "undoUntil",
    t.id IN (SELECT entity_id FROM leaving)
      OR EXISTS (SELECT FROM command_inbox c
        WHERE c.organization_id = $1 AND c.ticket_id = t.id AND c.status = 'pending')
      OR EXISTS (SELECT FROM attachment a
        WHERE a.organization_id = $1 AND a.ticket_id = t.id AND a.status IN ('uploading', 'processing')) AS "isUnderWay",
    jsonb_build_object('messages', ${count('message')}, 'files', ${count('attachment', ' AND x.deleted_at IS NULL')},
      'chatFiles', ${count('attachment', ' AND x.deleted_at IS NULL AND x.message_id IS NOT NULL')},
      'events', ${count('ticket_event')}) AS contents
  FROM ticket t WHERE t.organization_id = $1 AND t.id = ANY (ARRAY(SELECT id FROM family))
  ORDER BY t.parent_id IS NOT NULL, t.child_number, t.id`

/** The families of these roots, in the order in which these are given; what is gone is left out. */
export async function findFamilies(
  { query }: Pick<OrganizationDb, 'query'>,
  roots: readonly string[],
): Promise<RetainedFamily[]> {
  const rows = await query<Row>(FACTS, [roots])
  return roots.flatMap((id) => {
    const tickets = rows.filter(({ rootId }) => rootId === id)
    const seq = tickets.reduce((sum, ticket) => sum + ticket.seq, tickets.length)
    return tickets.length === 0 ? [] : [{ piece: { id, seq }, tickets }]
  })
}
