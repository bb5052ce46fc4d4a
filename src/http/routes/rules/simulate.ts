import type { Context } from 'hono'
import { accepted } from '../../../contracts/operations.js'
import {
  ruleSimulation,
  type SimulationAsked,
  simulateDraftBody,
  simulateRuleBody,
} from '../../../contracts/rule-simulation.js'
import type { RuleBody, RuleView } from '../../../contracts/rules.js'
import { required } from '../../../domain/assert.js'
import { isAboutWorkOrders } from '../../../domain/automation/work-orders.js'
import { refuse } from '../../../domain/errors.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { simulateRule } from '../../../read/rules/simulate.js'
import { beginOperation } from '../../../write/operations/begin.js'
import { automationRules } from '../../../write/rules/resource.js'
import { BASE } from '../../base.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

const DESCRIPTION =
  'Each event of these tickets, or of this time, that the rule is for is met once more, on the ticket as it was then; what no event names is as it is now. Nothing is changed. A span is an operation.'
const RESPONSES = {
  200: json(ruleSimulation, 'What it would have done with these tickets'),
  202: json(accepted, 'It is being found out'),
  ...problems(403, 404),
}

export function simulateRuleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateRule',
      method: 'post',
      path: '/admin/automation/rules/{id}/simulate',
      tags: TAGS,
      summary: 'What a rule, or what is to become of it, would have done',
      description: DESCRIPTION,
      request: { params: idParam, ...body(simulateRuleBody) },
      responses: RESPONSES,
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), automationRules)
      const { noun } = automationRules
      const kept = await readCatalogued<RuleView>(c.get('db'), automationRules, id, noun)
      const { rule = kept, ...asked } = c.req.valid('json')
      return simulate(c, deps, { ...rule, id, version: kept.version }, asked)
    },
  )
}

export function simulateDraftRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateDraftOfRule',
      method: 'post',
      path: '/admin/automation/rules/simulate',
      tags: TAGS,
      summary: 'What a rule that is not there yet would have done',
      description: DESCRIPTION,
      request: body(simulateDraftBody),
      responses: RESPONSES,
    }),
    async (c) => {
      const { rule, ...asked } = c.req.valid('json')
      return simulate(c, deps, { ...rule, id: c.get('workId'), version: 1 }, asked)
    },
  )
}

type Simulated = RuleBody & { id: string; version: number }

/** At once for tickets that are named; behind a 202 for a span. */
async function simulate(
  c: Context<AppEnv>,
  deps: AppDeps,
  rule: Simulated,
  { ticketIds, from, to }: SimulationAsked,
) {
  if (isAboutWorkOrders(rule.trigger)) {
    refuse('validation_failed', 'Only a rule on tickets is tried.', {
      'rule.trigger.event': ['must be one of tickets'],
    })
  }
  if (ticketIds !== undefined) {
    return c.json(await simulateRule(c.get('db'), rule, ticketIds), 200)
  }
  const { person, organizationId } = c.get('caller')
  const operationId = c.get('workId')
  const span = { from: required(from, 'from'), to: required(to, 'to') }
  const { id, version, name, order, active, trigger, conditions, actions, stopOnMatch } = rule
  const simulated = { id, version, name, order, active, trigger, conditions, actions, stopOnMatch }
  await beginOperation(deps.db, {
    ...{ organizationId, id: operationId, kind: 'rule_simulation' },
    ...{ input: { rule: simulated, ...span }, requestedById: person.id, origin: c.get('origin') },
    at: currentInstant(deps),
    audited: {
      ...{ action: 'automation_rule.simulate', entity: 'automation_rule', entityId: id },
      after: span,
    },
  })
  deps.notifyCommitted()
  c.header('Location', `${BASE}/operations/${operationId}`)
  return c.json({ operationId, status: 'pending' as const }, 202)
}
