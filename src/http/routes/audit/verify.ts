import { auditVerdict, auditVerifyQuery } from '../../../contracts/audit.js'
import { requireReached, verifyAudit } from '../../../read/audit/verify.js'
import { AUDITORS } from '../../middleware/access.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

/** Some seconds' work. */
const LIMIT = 100_000

export function verifyAuditRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, AUDITORS, {
      operationId: 'verifyAudit',
      method: 'get',
      path: '/admin/audit/verify',
      tags: ['Admin'],
      summary: 'Compute the chain of the audit log again, and hold it against its signed heads',
      request: { query: auditVerifyQuery },
      responses: { 200: json(auditVerdict, 'The verdict'), ...problems(403) },
    }),
    async (c) => {
      const { from } = c.req.valid('query')
      const { verifying } = deps.keys
      const { organizationId } = c.get('caller')
      await requireReached(c.get('db'), from)
      const verdict = await verifyAudit({ db: deps.db, verifying }, organizationId, {
        from,
        limit: LIMIT,
      })
      return c.json(verdict, 200)
    },
  )
}
