import { z } from 'zod'
import type { Action } from '../domain/automation/actions.js'
import type { Conditions } from '../domain/automation/conditions.js'
import { findRuleFaults } from '../domain/automation/rule-faults.js'
import { TICKET_FIELDS } from '../domain/automation/ticket-fields.js'
import { findTriggerFault, TIMED_SINCE, type Trigger } from '../domain/automation/timers.js'
import { WORK_ORDER_FIELDS } from '../domain/automation/work-orders.js'
import { DOMAIN_EVENT_NAMES, isTold } from '../domain/events/domain-event.js'
import { STATUSES, type Status } from '../domain/ticket/status.js'
import { isDuration } from '../domain/time.js'
import { ruleActions } from './actions.js'
import { id, page, pageQuery, text, timestamp } from './common.js'
import { conditions } from './conditions.js'

/** Of the events that there are, those of tickets and of work orders. */
const TRIGGERS = DOMAIN_EVENT_NAMES.filter(
  (name) => isTold(name) && /^(ticket|sla|message|attachment|survey|work_order)\./.test(name),
) as [string, ...string[]] // there are some

const FILED = STATUSES.filter((status) => status !== 'draft')

/** An event; or a time, since a status began or since something else. */
const trigger = z
  .strictObject({
    event: z.enum(TRIGGERS).meta({ id: 'RuleEvent' }).optional(),
    after: z
      .string()
      .refine((given) => isDuration(given.replace(/^-/, '')), 'must be an ISO 8601 duration')
      .meta({ description: 'So long after it; with `since` `due` also before: `-PT2H`' })
      .optional(),
    status: z
      .enum(FILED as [Status, ...Status[]]) // there are some
      .meta({ id: 'RuleStatus' })
      .optional(),
    since: z.enum(TIMED_SINCE).meta({ id: 'RuleSince' }).optional(),
  })
  .superRefine((given, context) => {
    const fault = findTriggerFault(given)
    if (fault === undefined) return
    context.addIssue({ code: 'custom', path: [fault.member], message: fault.message })
  })

const listNames = (fields: object) => Object.keys(fields).join(', ')

const members = {
  name: text(100),
  order: z.int().min(0).max(1_000_000).meta({ description: 'The lowest first' }),
  active: z.boolean(),
  trigger,
  conditions: conditions.meta({
    description: `About ${listNames(TICKET_FIELDS)}; of a rule on work_order.* about ${listNames(WORK_ORDER_FIELDS)}`,
  }),
  actions: ruleActions,
  stopOnMatch: z
    .boolean()
    .meta({ description: 'Rules after it are not asked about an event that it matches' }),
}

/** As admins see it. */
export const automationRule = z
  .strictObject({
    id,
    ...members,
    version: z.int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'AutomationRule' })
export type RuleView = z.infer<typeof automationRule>

const rule = z.strictObject({
  ...members,
  order: members.order.default(100),
  active: members.active.default(true),
  conditions: members.conditions.default({}),
  stopOnMatch: members.stopOnMatch.default(false),
})
export type RuleBody = z.infer<typeof rule>

/** Its conditions and actions fit what it is about. */
function checkFit(
  given: { trigger: Trigger; conditions: Conditions; actions: Action[] },
  context: z.core.$RefinementCtx,
): void {
  for (const { path, fault } of findRuleFaults(given)) {
    context.addIssue({ code: 'custom', path, message: fault })
  }
}

export const newRule = rule.superRefine(checkFit)
/** One that a run works with later. */
export const keptRule = rule.extend({ id, version: z.int() })
export const rulePatch = z.strictObject(members).partial()

/** The same with how it has fared. */
export const ruleWithFigures = automationRule
  .extend({
    runs: z.int(),
    matches: z.int(),
    successes: z.int().meta({ description: 'Actions that were carried out' }),
    failures: z.int().meta({ description: 'Actions that were refused' }),
    meanMs: z.number().nullable().meta({ description: 'What judging an event takes' }),
    lastRunAt: timestamp.nullable(),
    lastError: z.string().nullable().meta({ description: 'Why the last refused action was' }),
  })
  .meta({ id: 'AutomationRuleWithFigures' })
export type RuleWithFigures = z.infer<typeof ruleWithFigures>

const ruleAction = z.strictObject({
  type: z.string(),
  ok: z.boolean().nullable().meta({ description: 'null while it is not decided' }),
  code: z.string().optional(),
})

export const ruleRun = z
  .strictObject({
    at: timestamp,
    event: z.string(),
    ticketId: id.nullable(),
    workOrderId: id.nullable().meta({ description: 'Of a rule on `work_order.*`' }),
    depth: z.int().meta({ description: 'How many rules lie between the first cause and this' }),
    version: z.int().meta({ description: 'Of the rule' }),
    matched: z.boolean(),
    failedCondition: z.unknown().optional(),
    actions: z.array(
      ruleAction.extend({
        actions: z.array(ruleAction).optional().meta({ description: 'What a macro stands for' }),
      }),
    ),
  })
  .meta({ id: 'RuleRun' })
export type RuleRunView = z.infer<typeof ruleRun>
export const ruleRunPage = page(ruleRun)
export const ruleRunQuery = z.strictObject(pageQuery)
export type RuleRunQuery = z.infer<typeof ruleRunQuery>

export const armingInput = z.strictObject({ ruleId: id })
export const armingReport = z
  .strictObject({
    ruleId: id,
    checked: z.int().meta({ description: 'Tickets that were looked at' }),
    armed: z.int().meta({ description: 'Of them those for which the rule has a reason' }),
  })
  .meta({ id: 'ArmingReport' })
