import { auditExportBody } from '../../../contracts/audit.js'
import { exportAccepted } from '../../../contracts/exports.js'
import {
  exportsUnredacted,
  readsUnredacted,
  refuseHiddenFilters,
} from '../../../domain/audit/redact.js'
import { refuse } from '../../../domain/errors.js'
import type { Person } from '../../../domain/people.js'
import { BASE } from '../../base.js'
import { beginExport } from '../../begin-export.js'
import { AUDITORS } from '../../middleware/access.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function exportAuditRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, AUDITORS, {
      operationId: 'exportAudit',
      method: 'post',
      path: '/admin/audit/export',
      tags: ['Admin'],
      summary: 'Have the audit log made into a file, oldest first',
      description:
        'What it says of people is left out, unless whoever asks holds `audit.unredacted`. They are notified once it is ready.',
      request: body(auditExportBody),
      responses: { 202: json(exportAccepted, 'It is being made'), ...problems(403, 429) },
    }),
    async (c) => {
      const { filters, format, redact } = c.req.valid('json')
      const { person } = c.get('caller')
      const isRedacted = judgeRedaction(person, redact)
      if (!readsUnredacted(person)) refuseHiddenFilters(filters)
      const input = { filters, format, isRedacted }
      const exportId = await beginExport(c, deps, {
        kind: 'audit_export',
        input,
        audited: (entityId) => ({
          action: 'export.create',
          entity: 'operation',
          entityId,
          after: input,
        }),
      })
      c.header('Location', `${BASE}/admin/audit/exports/${exportId}`)
      return c.json({ exportId }, 202)
    },
  )
}

/** Whoever may see all is asked whether they want to; whoever may not is told so. */
function judgeRedaction(person: Person, redact: boolean | undefined): boolean {
  const maySeeAll = exportsUnredacted(person)
  if (redact !== false) return redact ?? !maySeeAll
  if (maySeeAll) return false
  return refuse('forbidden', 'Only with the permission audit.unredacted is nothing left out.')
}
