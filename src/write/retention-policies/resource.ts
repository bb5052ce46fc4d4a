import type {
  RetentionPolicyBody,
  RetentionPolicyView,
} from '../../contracts/retention-policies.js'
import { selectInstant } from '../../database/rows.js'
import { createNightlySchedule } from '../../domain/retention/schedule.js'
import { completeSettings, type Settings } from '../../domain/settings.js'
import type { Change } from '../resources/change-facts.js'
import type { Resource } from '../resources/resource.js'

export const retentionPolicies: Resource<RetentionPolicyView, RetentionPolicyBody> = {
  entity: 'retention_policy',
  noun: 'retention policy',
  table: 'retention_policy',
  alias: 'p',
  select: `p.id, p.name, p.kind, p.after, p.archive, p.action, p.active,
    ${selectInstant('p.created_at')} AS "createdAt", ${selectInstant('p.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    kind: 'kind',
    after: 'after',
    archive: 'archive',
    action: 'action',
    active: 'active',
  },
  relate: (change) => keepNights(change),
}

const SETTINGS = 'SELECT settings FROM organization WHERE id = $1'
const KEEP = `INSERT INTO schedule (organization_id, kind, definition, updated_at)
  VALUES ($1, 'retention', $2, clock_timestamp()) ON CONFLICT DO NOTHING`

/** With the first policy the nights begin: a worker tells Temporal of it within seconds. Each night asks which are active. */
async function keepNights({ query }: Change): Promise<void> {
  const [row] = await query<{ settings: Partial<Settings> }>(SETTINGS)
  const { timezone } = completeSettings(row?.settings ?? {})
  await query(KEEP, [JSON.stringify(createNightlySchedule(timezone))])
}
