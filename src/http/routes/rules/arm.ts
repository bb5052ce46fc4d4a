import { emptyBody } from '../../../contracts/common.js'
import { accepted } from '../../../contracts/operations.js'
import type { RuleView } from '../../../contracts/rules.js'
import { refuse } from '../../../domain/errors.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { beginOperation } from '../../../write/operations/begin.js'
import { automationRules } from '../../../write/rules/resource.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function armRuleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'armRule',
      method: 'post',
      path: '/admin/automation/rules/{id}/arm',
      tags: TAGS,
      summary: 'Have a rule that begins with a time count for what began before it, too',
      description:
        'For tickets that are there; whose time has passed already is asked about at once. `simulate` shows for which.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 202: json(accepted, 'It is being done'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const id = readId(c.req.valid('param'), automationRules)
      const { trigger } = await readCatalogued<RuleView>(
        c.get('db'),
        automationRules,
        id,
        automationRules.noun,
      )
      if (trigger.after === undefined) {
        refuse('validation_failed', 'Only a rule that begins with a time is armed.', {
          'trigger.after': ['is required'],
        })
      }
      const operationId = c.get('workId')
      await beginOperation(deps.db, {
        ...{ organizationId, id: operationId, kind: 'rule_arming', input: { ruleId: id } },
        ...{ requestedById: person.id, origin: c.get('origin'), at: currentInstant(deps) },
        audited: { action: 'automation_rule.arm', entity: 'automation_rule', entityId: id },
      })
      deps.notifyCommitted()
      c.header('Location', `${BASE}/operations/${operationId}`)
      return c.json({ operationId, status: 'pending' as const }, 202)
    },
  )
}
