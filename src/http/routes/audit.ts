import { auditPage, auditQuery, auditVerdict } from '../../contracts/outward.js'
import { listAudit } from '../../read/audit/list.js'
import { verifyAudit } from '../../read/audit/verify.js'
import { json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'

const AUDITORS = ['admin', 'audit.view'] as const

export function addAuditRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, AUDITORS, {
      method: 'get',
      path: '/admin/audit',
      tags: ['Admin'],
      summary: 'The audit log, newest first',
      request: { query: auditQuery },
      responses: { 200: json(auditPage, 'A page of entries'), ...problems(400, 401, 403) },
    }),
    async (c) =>
      c.json(await listAudit(deps.db, c.get('caller').organizationId, c.req.valid('query')), 200),
  )
  app.openapi(
    operation(guard, AUDITORS, {
      method: 'get',
      path: '/admin/audit/verify',
      tags: ['Admin'],
      summary: 'Recompute the whole chain of the audit log',
      responses: { 200: json(auditVerdict, 'The verdict'), ...problems(401, 403) },
    }),
    async (c) => c.json(await verifyAudit(deps.db, c.get('caller').organizationId), 200),
  )
}
