import { isSignedAddress } from '../../../auth/signed-address.js'
import { signedQuery } from '../../../contracts/common.js'
import { refuse, refuseMissing } from '../../../domain/errors.js'
import { findSignedOperation } from '../../../read/operations/find-long.js'
import { recordAudit } from '../../../write/audit/record.js'
import { defineRoute, idParam, problems } from '../../route.js'
import { sendFile } from '../../send-file.js'
import { FILE_RESPONSES } from '../attachments/download.js'
import type { RouteKit } from '../kit.js'

/** Signed by its address: whoever has that may have the file, without signing in. */
export function downloadExportRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'downloadExport',
      method: 'get',
      path: '/admin/audit/exports/{id}/download',
      tags: ['Admin'],
      summary: 'The file of an export, at the address that was given',
      request: { params: idParam, query: signedQuery },
      responses: { ...FILE_RESPONSES, ...problems(403, 404, 410, 416) },
    }),
    async (c) => {
      const { id: key } = c.req.valid('param')
      const { organization: organizationId, expires, signature } = c.req.valid('query')
      const address = { method: 'GET', organizationId, key, expires: Number(expires) } as const
      const isGood =
        isSignedAddress(deps.keys.uploadSecret, address, signature) &&
        address.expires * 1_000 > deps.now()
      if (!isGood) {
        refuse('forbidden', 'This address is not valid, or not any more: ask for the export again.')
      }
      const db = deps.db.of(organizationId)
      const found = await findSignedOperation(db, key)
      if (found === undefined) return refuseMissing('export')
      if (found.file === undefined) {
        return refuse('gone', 'The file is kept no more: ask for the export anew.')
      }
      const { name, ...stored } = found.file
      return sendFile(c, deps, {
        ...{ id: key, fileName: name, variant: 'original', stored },
        onSend: async () => {
          await recordAudit(db, {
            ...{ actor: { kind: 'system' }, origin: c.get('origin') },
            ...{ action: 'export.download', outcome: 'ok', entity: 'operation', entityId: key },
          })
          deps.notifyCommitted()
        },
      })
    },
  )
}
