import { auditHeadPage, auditHeadsQuery } from '../../../contracts/audit.js'
import { listAuditHeads } from '../../../read/audit/heads.js'
import { AUDITORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function listAuditHeadsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, AUDITORS, {
      operationId: 'listAuditHeads',
      method: 'get',
      path: '/admin/audit/heads',
      tags: ['Admin'],
      summary: 'The signed heads of the audit chain, one a day at most, newest first',
      request: { query: auditHeadsQuery },
      responses: { 200: json(auditHeadPage, 'A page of heads'), ...problems(403) },
    }),
    async (c) => c.json(await listAuditHeads(c.get('db'), c.req.valid('query')), 200),
  )
}
