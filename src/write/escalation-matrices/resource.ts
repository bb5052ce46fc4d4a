import type {
  EscalationMatrixBody,
  EscalationMatrixView,
} from '../../contracts/escalation-matrices.js'
import { selectInstant } from '../../database/rows.js'
import { escalationMatrixInUse } from '../../domain/organization/refusals.js'
import type { Change } from '../resources/change-facts.js'
import {
  refuseWith,
  requireDepartment,
  requireGroup,
  requireUser,
  requireWebhook,
} from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

const USERS = `SELECT count(*)::int AS "slaPolicies" FROM sla_policy
  WHERE organization_id = $1 AND escalation_matrix_id = $2 AND deleted_at IS NULL`

/** What is changed here counts for clocks that start after it: those that run keep the version that they began with. */
export const escalationMatrices: Resource<EscalationMatrixView, EscalationMatrixBody> = {
  entity: 'escalation_matrix',
  noun: 'escalation matrix',
  table: 'escalation_matrix',
  alias: 'e',
  select: `e.id, e.name, e.levels, e.version, ${selectInstant('e.created_at')} AS "createdAt",
    ${selectInstant('e.deleted_at')} AS "deletedAt"`,
  columns: { name: 'name', levels: 'levels' },
  isVersioned: true,
  judge: async (change, { levels = [] }) => {
    for (const level of levels) await requireNamed(change, level)
    return {}
  },
  retire: async ({ query }, { id }) => {
    const [users] = await query<{ slaPolicies: number }>(USERS, [id])
    if (users !== undefined && users.slaPolicies > 0) refuseWith(escalationMatrixInUse(users))
  },
}

/** Whom and what a level names must be there; throws `<thing>_not_found`. */
async function requireNamed(
  change: Change,
  { notify, reassignTo, webhookId }: EscalationMatrixBody['levels'][number],
): Promise<void> {
  for (const userId of notify?.users ?? []) await requireUser(change, userId)
  if (typeof notify?.group === 'string') await requireGroup(change, notify.group)
  await requireDepartment(change, reassignTo?.departmentId)
  await requireUser(change, reassignTo?.assigneeId)
  await requireGroup(change, reassignTo?.groupId)
  await requireWebhook(change, webhookId)
}
