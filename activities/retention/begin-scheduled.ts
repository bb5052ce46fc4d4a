import type { RetentionPolicy } from '../../src/domain/retention/policy.js'
import { beginRetentionRun } from '../../src/write/retention-runs/begin.js'
import type { ActivityDeps } from '../deps.js'

export interface ScheduledRetention {
  organizationId: string
  /** Made once for all tries: what is begun under it is the same work. */
  nightId: string
}

/** The ids of what they begin follow from the night and the policy. */
const ACTIVE = `SELECT p.id AS "policyId", md5($2 || '/' || p.id)::uuid AS "operationId",
    jsonb_build_object('kind', p.kind, 'after', p.after, 'archive', p.archive, 'action', p.action) AS policy
  FROM retention_policy p JOIN organization g ON g.id = p.organization_id AND g.active
  WHERE p.organization_id = $1 AND p.active AND p.deleted_at IS NULL ORDER BY p.id`

interface ActivePolicy {
  policyId: string
  operationId: string
  policy: RetentionPolicy
}

/** Begins all active policies, but for those that are being carried out; it answers of how many. */
export function beginScheduledRetentionActivity({
  db,
  notifyCommitted,
}: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return async ({ organizationId, nightId }: ScheduledRetention): Promise<number> => {
    const active = await db.of(organizationId).query<ActivePolicy>(ACTIVE, [nightId])
    const at = new Date().toISOString()
    let begun = 0
    for (const policy of active) {
      const outcome = await beginRetentionRun(db, {
        ...policy,
        organizationId,
        isDryRun: false,
        at,
      })
      if (outcome === 'begun') begun += 1
    }
    notifyCommitted()
    return begun
  }
}
