import { ruleWithFigures } from '../../../contracts/rules.js'
import { findRule } from '../../../read/rules/find.js'
import { automationRules } from '../../../write/rules/resource.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, describeVersions, noteVersion, readId, TAGS } from '../resources/kit.js'

export function readRuleRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      ...describeVersions(automationRules),
      operationId: 'readKeptRule',
      method: 'get',
      path: '/admin/automation/rules/{id}',
      tags: TAGS,
      summary: 'One rule, and how it has fared',
      request: { params: idParam },
      responses: { 200: json(ruleWithFigures, 'As it is'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), automationRules)
      const found = await findRule(c.get('db'), automationRules, id)
      noteVersion(c, found)
      return c.json(found, 200)
    },
  )
}
