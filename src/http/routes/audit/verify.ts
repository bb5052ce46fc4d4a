import { auditVerdict } from '../../../contracts/audit.js'
import { verifyAudit } from '../../../read/audit/verify.js'
import { AUDITORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function verifyAuditRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, AUDITORS, {
      operationId: 'verifyAudit',
      method: 'get',
      path: '/admin/audit/verify',
      tags: ['Admin'],
      summary: 'Recompute the whole chain of the audit log',
      responses: { 200: json(auditVerdict, 'The verdict'), ...problems(401, 403) },
    }),
    async (c) => c.json(await verifyAudit(deps.db, c.get('caller').organizationId), 200),
  )
}
