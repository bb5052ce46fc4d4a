import { emptyBody } from '../../../contracts/common.js'
import { personExportAccepted } from '../../../contracts/exports.js'
import { DomainError, refuseMissing } from '../../../domain/errors.js'
import { refuseExporting } from '../../../domain/people/erasure.js'
import { findErasable } from '../../../read/users/find-erasable.js'
import { BASE } from '../../base.js'
import { beginExport } from '../../begin-export.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function exportUserRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'exportUser',
      method: 'post',
      path: '/admin/users/{id}/export',
      tags: ['Admin'],
      summary: 'Have all that is kept of a person made into an archive',
      description:
        'A ZIP file with lists in JSON (profile, sessions, tickets, what they wrote and decided, notifications, deliveries, audit) and the files that they have uploaded; no secrets. `GET /operations/{id}` tells how far it is, and has the address of the file once it is ready.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: {
        202: json(personExportAccepted, 'It is being made'),
        ...problems(403, 404, 409, 429),
      },
    }),
    async (c) => {
      const found = await findErasable(c.get('db'), c.req.valid('param').id)
      if (found === undefined) return refuseMissing('user')
      const refused = refuseExporting(found)
      if (refused !== undefined) throw new DomainError(refused)
      const operationId = await beginExport(c, deps, {
        kind: 'user_export',
        input: { userId: found.id },
        audited: () => ({ action: 'user.export', entity: 'user', entityId: found.id }),
      })
      c.header('Location', `${BASE}/operations/${operationId}`)
      return c.json({ exportId: operationId, operationId, status: 'pending' as const }, 202)
    },
  )
}
