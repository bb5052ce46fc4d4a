import { emptyBody } from '../../../contracts/common.js'
import { accepted } from '../../../contracts/operations.js'
import type { RetentionPolicyView } from '../../../contracts/retention-policies.js'
import { retentionRunQuery } from '../../../contracts/retention-runs.js'
import { refuse } from '../../../domain/errors.js'
import { readCatalogued } from '../../../read/catalogue.js'
import { retentionPolicies } from '../../../write/retention-policies/resource.js'
import { beginRetentionRun } from '../../../write/retention-runs/begin.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

export function runRetentionPolicyRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'runRetentionPolicy',
      method: 'post',
      path: '/admin/retention_policies/{id}/run',
      tags: TAGS,
      summary: 'Carry a retention policy out now, or count what it would do',
      description:
        'Also one that is not active. Its operation has the report; cancelled, what was deleted stays deleted.',
      request: { params: idParam, query: retentionRunQuery, ...body(emptyBody, false) },
      responses: { 202: json(accepted, 'It is being done'), ...problems(403, 404, 409) },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const policyId = readId(c.req.valid('param'), retentionPolicies)
      const { kind, after, archive, action } = await readCatalogued<RetentionPolicyView>(
        c.get('db'),
        retentionPolicies,
        policyId,
        retentionPolicies.noun,
      )
      const operationId = c.get('workId')
      const begun = await beginRetentionRun(deps.db, {
        ...{ organizationId, operationId, policyId, policy: { kind, after, archive, action } },
        isDryRun: c.req.valid('query').dryRun === 'true',
        ...{ userId: person.id, origin: c.get('origin'), at: currentInstant(deps) },
      })
      if (begun === 'running') {
        refuse(
          'retention_running',
          'It is being carried out already: wait for its end, or cancel it.',
        )
      }
      deps.notifyCommitted()
      c.header('Location', `${BASE}/operations/${operationId}`)
      return c.json({ operationId, status: 'pending' as const }, 202)
    },
  )
}
