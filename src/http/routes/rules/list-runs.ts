import { ruleRunPage, ruleRunQuery } from '../../../contracts/rules.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { listRuns } from '../../../read/rules/list-runs.js'
import { automationRules } from '../../../write/rules/resource.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function listRuleRunsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'listRuleRuns',
      method: 'get',
      path: '/admin/automation/rules/{id}/runs',
      tags: TAGS,
      summary: 'What a rule was asked about last, and what it has done',
      request: { params: idParam, query: ruleRunQuery },
      responses: { 200: json(ruleRunPage, 'Its runs, newest first'), ...problems(403, 404) },
    }),
    async (c) => {
      const db = c.get('db')
      const id = readId(c.req.valid('param'), automationRules)
      await readCatalogued(db, automationRules, id, automationRules.noun)
      return c.json(await listRuns(db, id, c.req.valid('query')), 200)
    },
  )
}
