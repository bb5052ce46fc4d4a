import {
  type RuleView,
  ruleSimulation,
  simulateDraftBody,
  simulateRuleBody,
} from '../../../contracts/rules.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { simulateRule } from '../../../read/rules/simulate.js'
import { automationRules } from '../../../write/rules/resource.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

const DESCRIPTION =
  'Each event of these tickets that the rule is for is met once more, on the ticket as it was then; what no event names is as it is now. Nothing is changed.'
const RESPONSES = { 200: json(ruleSimulation, 'What it would have done'), ...problems(403, 404) }

export function simulateRuleRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateRule',
      method: 'post',
      path: '/admin/automation/rules/{id}/simulate',
      tags: TAGS,
      summary: 'What a rule, or what is to become of it, would have done with some tickets',
      description: DESCRIPTION,
      request: { params: idParam, ...body(simulateRuleBody) },
      responses: RESPONSES,
    }),
    async (c) => {
      const db = c.get('db')
      const id = readId(c.req.valid('param'), automationRules)
      const kept = await readCatalogued<RuleView>(db, automationRules, id, automationRules.noun)
      const { ticketIds, rule } = c.req.valid('json')
      return c.json(await simulateRule(db, { ...kept, ...rule }, ticketIds), 200)
    },
  )
}

export function simulateDraftRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'simulateDraftOfRule',
      method: 'post',
      path: '/admin/automation/rules/simulate',
      tags: TAGS,
      summary: 'What a rule that is not there yet would have done with some tickets',
      description: DESCRIPTION,
      request: body(simulateDraftBody),
      responses: RESPONSES,
    }),
    async (c) => {
      const { ticketIds, rule } = c.req.valid('json')
      const draft = { ...rule, id: c.get('workId'), version: 1 }
      return c.json(await simulateRule(c.get('db'), draft, ticketIds), 200)
    },
  )
}
