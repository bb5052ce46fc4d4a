import type { Action } from './actions.js'
import { type ConditionFault, type Conditions, findConditionFaults } from './conditions.js'
import {
  findUnknownPlaceholders,
  TICKET_PLACEHOLDERS,
  WORK_ORDER_PLACEHOLDERS,
} from './placeholders.js'
import { TICKET_FIELDS } from './ticket-fields.js'
import type { Trigger } from './timers.js'
import { isAboutWorkOrders, WORK_ORDER_ACTIONS, WORK_ORDER_FIELDS } from './work-orders.js'

/** Where in a rule something does not fit, and why, in words that continue the path. */
type RuleFault = ConditionFault

/** What does not fit what the rule is about: fields, actions, and what texts name. */
export function findRuleFaults(rule: {
  trigger: Trigger
  conditions: Conditions
  actions: readonly Action[]
}): RuleFault[] {
  const isOfWork = isAboutWorkOrders(rule.trigger)
  const fields = isOfWork ? WORK_ORDER_FIELDS : TICKET_FIELDS
  const conditions = findConditionFaults(rule.conditions, fields).map(({ path, fault }) => ({
    path: ['conditions', ...path],
    fault,
  }))
  const actions = rule.actions.flatMap((action, place) => {
    const faults = [
      ...(isOfWork ? findMisfit(action) : []),
      ...findForeignNames(action, isOfWork ? WORK_ORDER_PLACEHOLDERS : TICKET_PLACEHOLDERS),
    ]
    return faults.map(({ path, fault }) => ({ path: ['actions', place, ...path], fault }))
  })
  return [...conditions, ...actions]
}

/** A work order is nobody's, and nothing is commanded of it. */
function findMisfit(action: Action): RuleFault[] {
  if (!WORK_ORDER_ACTIONS.some((type) => type === action.type)) {
    const fault = `is not for work orders: use ${WORK_ORDER_ACTIONS.join(', ')}`
    return [{ path: ['type'], fault }]
  }
  const isNobody = action.type === 'notify' && action.to !== undefined && action.to !== 'head'
  return isNobody ? [{ path: ['to'], fault: 'must be head: a work order has none' }] : []
}

function findForeignNames(action: Action, known: readonly string[]): RuleFault[] {
  return Object.entries(action).flatMap(([member, text]: [string, unknown]) =>
    typeof text !== 'string'
      ? []
      : findUnknownPlaceholders(text, known).map((name) => ({
          path: [member],
          fault: `names {{${name}}}, which is none of ${known.join(', ')}`,
        })),
  )
}
