import { refuseMissing } from '../../../domain/errors.js'
import { findRawMail } from '../../../read/mail-in/list.js'
import { recordAudit } from '../../../write/audit/record.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { requireMailIn } from './kit.js'

export function readRawMailInRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'readRawMailIn',
      method: 'get',
      path: '/admin/mails/{id}/raw',
      tags: ['Admin'],
      summary: 'A mail exactly as it came in, to be saved; that you have had it is recorded',
      request: { params: idParam },
      responses: {
        200: {
          description: 'The mail with its headers and all of its parts',
          content: { 'message/rfc822': { schema: { type: 'string', format: 'binary' } } },
        },
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const db = c.get('db')
      const { id } = await requireMailIn(db, c.req.valid('param').id)
      const raw = (await findRawMail(db, id)) ?? refuseMissing('mail')
      await recordAudit(db, {
        ...{ actor: { kind: 'user', id: c.get('caller').person.id }, origin: c.get('origin') },
        ...{ action: 'mail_in.download', outcome: 'ok', entity: 'mail_in', entityId: id },
      })
      deps.notifyCommitted()
      c.header('Content-Type', 'message/rfc822')
      c.header('Content-Disposition', `attachment; filename="${id}.eml"`)
      c.header('Cache-Control', 'private, no-store')
      return c.body(new Uint8Array(raw), 200)
    },
  )
}
