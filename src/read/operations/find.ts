import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import { type Refusal, refuseMissing } from '../../domain/errors.js'

export interface OperationRecord {
  operationId: string
  status: 'pending' | 'applied' | 'rejected'
  ticketId: string
  problem: Refusal | null
  at: string
}

const SELECT = `SELECT id, status, ticket_id, problem, coalesce(decided_at, created_at) AS at FROM command_inbox
  WHERE organization_id = $1 AND id = $2 AND user_id = $3 AND created_at > now() - interval '7 days'`

/** A command's outcome, for its maker only; else `not_found`. */
export async function readOperation(
  db: OrganizationDb,
  userId: string,
  operationId: string,
): Promise<OperationRecord> {
  const [row] = await db.query<{
    id: string
    status: OperationRecord['status']
    ticket_id: string
    problem: Refusal | null
    at: Date
  }>(SELECT, [operationId, userId])
  if (row === undefined) return refuseMissing('operation')
  const { id, status, ticket_id, problem, at } = row
  return { operationId: id, status, ticketId: ticket_id, problem, at: iso(at) }
}
