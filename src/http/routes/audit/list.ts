import { auditPage, auditQuery } from '../../../contracts/audit.js'
import { listAudit } from '../../../read/audit/list.js'
import { AUDITORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listAuditRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, AUDITORS, {
      operationId: 'listAudit',
      method: 'get',
      path: '/admin/audit',
      tags: ['Admin'],
      summary: 'The audit log, newest first',
      request: { query: auditQuery },
      responses: { 200: json(auditPage, 'A page of entries'), ...problems(403) },
    }),
    async (c) => {
      const { organizationId, person } = c.get('caller')
      const reader = { organizationId, personId: person.id }
      return c.json(await listAudit(deps.db, reader, c.req.valid('query')), 200)
    },
  )
}
