import type { SlaPolicyBody, SlaPolicyView } from '../../contracts/sla-policies.js'
import { selectInstant } from '../../database/rows.js'
import type { Change } from '../resources/change-facts.js'
import { requireCalendar, requireEscalationMatrix } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'
import { keepNextVersion } from '../resources/versions.js'

const UNSET_DEFAULT = `UPDATE sla_policy SET is_default = false, updated_at = now()
  WHERE organization_id = $1 AND is_default AND deleted_at IS NULL AND id IS DISTINCT FROM $2 RETURNING id`

/** Tickets keep the version that gave them their dates: what is changed here counts for what is chosen anew. */
export const slaPolicies: Resource<SlaPolicyView, SlaPolicyBody> = {
  entity: 'sla_policy',
  noun: 'SLA policy',
  table: 'sla_policy',
  alias: 'p',
  isVersioned: true,
  select: `p.id, p.name, p.place AS order, p.active, p.is_default AS "isDefault", p.conditions,
    p.calendar_id AS "calendarId", p.targets, p.warn_at AS "warnAt", p.pause_in AS "pauseIn",
    p.escalation_matrix_id AS "escalationMatrixId", p.version, ${selectInstant('p.created_at')} AS "createdAt",
    ${selectInstant('p.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    order: 'place',
    active: 'active',
    isDefault: 'is_default',
    conditions: 'conditions',
    calendarId: 'calendar_id',
    targets: 'targets',
    warnAt: 'warn_at',
    pauseIn: 'pause_in',
    escalationMatrixId: 'escalation_matrix_id',
  },
  judge: async (change, given, before) => {
    if (given.calendarId !== before?.calendarId) await requireCalendar(change, given.calendarId)
    if (given.escalationMatrixId !== before?.escalationMatrixId) {
      await requireEscalationMatrix(change, given.escalationMatrixId)
    }
    if (given.isDefault === true) await replaceDefault(change, before?.id)
    const { warnAt } = given
    return warnAt === undefined ? {} : { warnAt: warnAt.toSorted((a, b) => a - b) }
  },
  revive: async (change, { id, isDefault, calendarId, escalationMatrixId }) => {
    await requireCalendar(change, calendarId)
    await requireEscalationMatrix(change, escalationMatrixId)
    if (isDefault) await replaceDefault(change, id)
  },
}

/** One is the default: the last one that is made so. */
async function replaceDefault(change: Change, ownId: string | undefined): Promise<void> {
  for (const { id } of await change.query<{ id: string }>(UNSET_DEFAULT, [ownId ?? null])) {
    await keepNextVersion(change, slaPolicies, id)
    await change.audit({
      action: 'sla_policy.update',
      entity: 'sla_policy',
      entityId: id,
      before: { isDefault: true },
      after: { isDefault: false },
    })
  }
}
