import type { OrganizationDb } from '../../database/pool.js'
import { type ApprovalStep, openDeciders } from '../../domain/approval/step.js'
import { hasRole, type Person } from '../../domain/people.js'

/** Whoever has more to decide than this decides the newest first. */
const MOST = 2_000

const PENDING_STEPS = `SELECT p.id, s.value AS step FROM (
    SELECT * FROM approval WHERE organization_id = $1 AND status = 'pending' AND decider_ids @> ARRAY[$2::uuid]
    ORDER BY at DESC, id DESC LIMIT ${MOST}) p, jsonb_array_elements(p.steps) s
  WHERE s.value->>'status' = 'pending'`

/** Those whose present step waits for this person: who decides it depends on delegations, which begin and end by time. */
export async function findApprovalsToDecide(
  db: OrganizationDb,
  viewer: Person,
  at: string,
): Promise<string[]> {
  if (!hasRole(viewer, 'approver')) return []
  const rows = await db.query<{ id: string; step: ApprovalStep }>(PENDING_STEPS, [viewer.id])
  return rows.filter(({ step }) => openDeciders(step, at).includes(viewer.id)).map(({ id }) => id)
}
