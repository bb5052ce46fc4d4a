import type { RuleBody, RuleView } from '../../contracts/rules.js'
import { selectInstant } from '../../database/rows.js'
import { requireNamed } from '../macros/require-named.js'
import type { Resource } from '../resources/resource.js'

/** What is changed of a rule counts for events from then on. */
export const automationRules: Resource<RuleView, RuleBody> = {
  entity: 'automation_rule',
  noun: 'rule',
  table: 'automation_rule',
  alias: 'r',
  select: `r.id, r.name, r.place AS order, r.active, r.trigger, r.conditions, r.actions,
    r.stop_on_match AS "stopOnMatch", r.version, ${selectInstant('r.created_at')} AS "createdAt",
    ${selectInstant('r.deleted_at')} AS "deletedAt"`,
  columns: {
    name: 'name',
    order: 'place',
    active: 'active',
    trigger: 'trigger',
    conditions: 'conditions',
    actions: 'actions',
    stopOnMatch: 'stop_on_match',
  },
  isVersioned: true,
  judge: async (change, { actions = [] }) => {
    await requireNamed(change, actions)
    return {}
  },
}
