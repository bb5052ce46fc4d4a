import { auditPage, auditQuery } from '../../../contracts/audit.js'
import { readsUnredacted, redactEntry, refuseHiddenFilters } from '../../../domain/audit/redact.js'
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
      description:
        'For whoever is no admin and does not hold `audit.unredacted` it leaves out what it says of people, and refuses `q` and `ip`, which would look through it.',
      request: { query: auditQuery },
      responses: { 200: json(auditPage, 'A page of entries'), ...problems(403) },
    }),
    async (c) => {
      const { organizationId, person } = c.get('caller')
      const reader = { organizationId, personId: person.id }
      const query = c.req.valid('query')
      const isRedacted = !readsUnredacted(person)
      if (isRedacted) refuseHiddenFilters(query)
      const { items, ...rest } = await listAudit(deps.db, reader, query)
      return c.json({ items: isRedacted ? items.map(redactEntry) : items, ...rest }, 200)
    },
  )
}
