import { exported } from '../../../contracts/exports.js'
import { refuseMissing } from '../../../domain/errors.js'
import { findLongOperation } from '../../../read/operations/find-long.js'
import { AUDITORS } from '../../middleware/access.js'
import { presentExport } from '../../present-export.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readAuditExportRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, AUDITORS, {
      operationId: 'readAuditExport',
      method: 'get',
      path: '/admin/audit/exports/{id}',
      tags: ['Admin'],
      summary: 'How far an export is that one has asked for, and where it can be had',
      request: { params: idParam },
      responses: { 200: json(exported, 'The export'), ...problems(403, 404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const found = await findLongOperation(c.get('db'), person, id)
      if (found?.kind !== 'audit_export') return refuseMissing('export')
      return c.json(presentExport(c, deps, found), 200)
    },
  )
}
