import type { KeptSlaTemplate, SlaTemplateBody } from '../../contracts/sla-templates.js'
import { selectInstant } from '../../database/rows.js'
import type { Change } from '../resources/change-facts.js'
import { requireCalendar } from '../resources/require.js'
import type { Resource } from '../resources/resource.js'

const UNSET_DEFAULT = `UPDATE sla_template SET is_default = false, updated_at = now()
  WHERE organization_id = $1 AND priority = $2 AND is_default AND deleted_at IS NULL AND id IS DISTINCT FROM $3 RETURNING id`

/** Tickets hold the dates that were computed by it: what is changed here counts for what is computed anew. */
export const slaTemplates: Resource<KeptSlaTemplate, SlaTemplateBody> = {
  entity: 'sla_template',
  noun: 'SLA template',
  table: 'sla_template',
  alias: 's',
  select: `s.id, s.name, s.priority, s.due_delta AS "dueDelta", s.first_response_delta AS "firstResponseDelta",
    s.calendar_id AS "calendarId", s.is_default AS "isDefault", ${selectInstant('s.created_at')} AS "createdAt",
    ${selectInstant('s.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    priority: 'priority',
    dueDelta: 'due_delta',
    firstResponseDelta: 'first_response_delta',
    calendarId: 'calendar_id',
    isDefault: 'is_default',
  },
  judge: async (change, given, before) => {
    if (given.calendarId !== before?.calendarId) await requireCalendar(change, given.calendarId)
    const { priority = before?.priority, isDefault = before?.isDefault } = given
    if (isDefault === true && priority !== undefined) {
      await replaceDefault(change, priority, before?.id)
    }
    return {}
  },
  revive: async (change, { id, priority, isDefault, calendarId }) => {
    await requireCalendar(change, calendarId)
    if (isDefault) await replaceDefault(change, priority, id)
  },
}

/** One of a priority is the default: the last one that is made so. */
async function replaceDefault(
  { query, audit }: Change,
  priority: string,
  ownId: string | undefined,
): Promise<void> {
  for (const { id } of await query<{ id: string }>(UNSET_DEFAULT, [priority, ownId ?? null])) {
    await audit({
      action: 'sla_template.update',
      entity: 'sla_template',
      entityId: id,
      before: { isDefault: true },
      after: { isDefault: false },
    })
  }
}
