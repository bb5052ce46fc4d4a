import type { Database, OrganizationDb } from '../../database/pool.js'
import type { OperationRef } from '../../domain/operations/operation.js'
import type { RetentionRule, RetentionState } from '../../domain/retention/run.js'
import type { Change } from '../resources/change-facts.js'

/** A run that goes on. */
export interface RetentionRun extends OperationRef {
  policyId: string
  rule: RetentionRule
}

const READ = `SELECT r.state FROM retention_run r
    JOIN operation o ON o.organization_id = r.organization_id AND o.id = r.operation_id
  WHERE r.organization_id = $1 AND r.operation_id = $2 AND o.ended_at IS NULL`

const WRITE = 'UPDATE retention_run SET state = $3 WHERE organization_id = $1 AND operation_id = $2'

const AUDIT = `SELECT audit_record($1, clock_timestamp(), '{"kind": "system"}', NULL, $3, 'ok', 'retention_policy', $2,
  NULL, NULL, $4::jsonb)`

/** Where it is. */
export async function readRetentionState(
  db: OrganizationDb,
  operationId: string,
): Promise<RetentionState> {
  const [row] = await db.query<{ state: RetentionState }>(READ, [operationId])
  if (row === undefined) throw new Error('the run is over')
  return row.state
}

/** What a step may do inside its transaction; `$1` is the organization. */
export interface RetentionStep {
  query: Change['query']
  /** Says what was done. */
  audit: (after: object) => Promise<void>
}

/**
 * One step of a run, in one transaction with where it is after it. What was done is done once: where another worker has
 * taken the same step meanwhile, this one changes nothing.
 */
export function takeStep(
  db: Database,
  { organizationId, operationId, policyId, rule }: RetentionRun,
  before: RetentionState,
  work: (step: RetentionStep) => Promise<RetentionState>,
): Promise<RetentionState> {
  return db.transaction(async (transaction) => {
    const query: Change['query'] = (text, values = []) =>
      transaction.query(text, [organizationId, ...values])
    // a part is bounded in tickets, and not in what they hold
    await transaction.query(`SELECT set_config('statement_timeout', '15s', true)`)
    const [row] = await query<{ state: RetentionState }>(`${READ} FOR UPDATE OF r`, [operationId])
    if (row === undefined) throw new Error('the run is over')
    const { parts, pending } = row.state
    if (parts !== before.parts || pending.length !== before.pending.length) return row.state
    const audit = async (after: object) => {
      const told = { operationId, ...after }
      await query(AUDIT, [policyId, `retention.${rule.action}`, JSON.stringify(told)])
    }
    const state = await work({ query, audit })
    await query(WRITE, [operationId, JSON.stringify(state)])
    return state
  })
}
