import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface RefusedCancel {
  organizationId: string
  /** Left out where the run is no ticket's. */
  ticketId?: string
  workflowId: string
  runId: string
}

const RECORD = `SELECT audit_record($1, clock_timestamp(), '{"kind": "operator"}', '{"userAgent": "temporal"}', $2, 'denied',
    $3, $4, $5, NULL, jsonb_build_object('code', 'cancel_refused', 'workflowId', $6::text, 'runId', $7::text))
  WHERE NOT EXISTS (
    SELECT 1 FROM audit_entry e JOIN audit_detail d ON d.audit_id = e.id AND d.organization_id = e.organization_id
    WHERE e.organization_id = $1 AND e.entity = $3 AND e.entity_id = $4 AND e.action = $2 AND d.after->>'runId' = $7)`

/** Audits that an operator's cancellation was refused; harmless to repeat, as a run has one entry. */
export function recordRefusedCancelActivity({
  db,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return ({ organizationId, ticketId, workflowId, runId }: RefusedCancel): Promise<void> =>
    nonRetryableUnlessTransient(async () => {
      const [action, entity] =
        ticketId === undefined ? ['workflow.cancel', 'workflow'] : ['ticket.cancel_run', 'ticket']
      const values = [action, entity, ticketId ?? workflowId, ticketId ?? null, workflowId, runId]
      await db.of(organizationId).query(RECORD, values)
      notifyCommitted()
    })
}
