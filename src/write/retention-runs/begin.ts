import type { Database } from '../../database/pool.js'
import type { RetentionPolicy } from '../../domain/retention/policy.js'
import { createRule, NEW_RUN } from '../../domain/retention/run.js'
import type { Origin } from '../audit/record.js'
import { describeOperation } from '../operations/begin.js'

interface BeginningRun {
  organizationId: string
  operationId: string
  policyId: string
  policy: RetentionPolicy
  isDryRun: boolean
  /** Undefined: the schedule asks. */
  userId?: string
  origin?: Origin
  at: string
}

/** A policy is carried out by one run at a time: `running` where another one does. */
export function beginRetentionRun(
  db: Database,
  { organizationId, operationId, policyId, policy, isDryRun, userId, origin, at }: BeginningRun,
): Promise<'begun' | 'running'> {
  const rule = createRule(policy, at, isDryRun)
  const operation = describeOperation({
    organizationId,
    id: operationId,
    kind: 'retention_run',
    ...(userId === undefined ? {} : { requestedById: userId }),
    ...(origin === undefined ? {} : { origin }),
    at,
    input: { policyId, ...rule },
    audited: {
      action: 'retention.begin',
      entity: 'retention_policy',
      entityId: policyId,
      after: { operationId, ...rule },
    },
  })
  return db.call('begin_retention_run', { ...operation, state: NEW_RUN })
}
