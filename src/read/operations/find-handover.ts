import { handoverWork } from '../../database/handovers.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import type { Refusal } from '../../domain/errors.js'

export interface HandoverRecord {
  operationId: string
  total: number
  done: number
  /** So many stay where they were, because it was cancelled. */
  cancelled: number
  refused: { ticketId: string; number: string; problem: Refusal }[]
  at: string
}

const IS_CANCELLED = `(c.status = 'rejected' AND c.problem->>'code' = 'cancelled')`

const SELECT = `SELECT h.at, cardinality(h.ticket_ids) AS total, count(c.id) FILTER (WHERE c.status = 'applied')::int AS done,
    count(c.id) FILTER (WHERE ${IS_CANCELLED})::int AS cancelled,
    coalesce(jsonb_agg(jsonb_build_object('ticketId', t.id, 'number', t.number, 'problem', c.problem) ORDER BY t.id)
      FILTER (WHERE c.status = 'rejected' AND NOT ${IS_CANCELLED}), '[]') AS refused
  FROM handover h
    LEFT JOIN LATERAL unnest(h.ticket_ids) AS listed (id) ON true
    LEFT JOIN ticket t ON t.organization_id = $1 AND t.id = listed.id
    LEFT JOIN command_inbox c ON c.organization_id = $1 AND c.id = $4 || '/' || listed.id
  WHERE h.organization_id = $1 AND h.id = $2 AND h.user_id = $3 AND h.at > now() - interval '7 days'
  GROUP BY h.organization_id, h.id`

/** How far a handover is, for whoever asked for it; undefined where it is none. */
export async function findHandover(
  db: OrganizationDb,
  userId: string,
  operationId: string,
): Promise<HandoverRecord | undefined> {
  if (!isUuid(operationId)) return undefined
  const values = [operationId, userId, handoverWork(operationId)]
  const [row] = await db.query<Omit<HandoverRecord, 'operationId' | 'at'> & { at: Date }>(
    SELECT,
    values,
  )
  return row && { ...row, operationId, at: iso(row.at) }
}
