import type { RuleBody, RuleView } from '../../contracts/rules.js'
import { selectInstant } from '../../database/rows.js'
import { findRuleFaults } from '../../domain/automation/rule-faults.js'
import { refuse } from '../../domain/errors.js'
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
  judge: async (change, given, before) => {
    if (before !== undefined) refuseMisfits({ ...before, ...given })
    await requireNamed(change, given.actions ?? [])
    return {}
  },
}

/** Of a change nobody knows before whether it fits what it keeps. Throws `validation_failed`. */
function refuseMisfits(rule: Pick<RuleView, 'trigger' | 'conditions' | 'actions'>): void {
  const faults = findRuleFaults(rule).map(({ path, fault }) => [path.join('.'), [fault]] as const)
  const [first] = faults
  if (first === undefined) return
  const [path, reasons] = first
  refuse(
    'validation_failed',
    `The request is not valid: ${path} ${reasons}.`,
    Object.fromEntries(faults),
  )
}
