import { readAttachment } from '../../../read/attachments/find.js'
import { deleteAttachment } from '../../../write/attachments/delete.js'
import { removeBytes } from '../../../write/attachments/remove-bytes.js'
import { currentInstant } from '../../env.js'
import { defineRoute, idParam, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

/** This one's, and perhaps what was left of others. */
const AT_ONCE = 10

export function deleteAttachmentRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'deleteAttachment',
      method: 'delete',
      path: '/attachments/{id}',
      tags: ['Files'],
      summary: 'Delete a file: its uploader before the ticket is handed in, a moderator always',
      request: { params: idParam },
      responses: {
        204: { description: 'It is gone, and its bytes with it' },
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const { view } = await readAttachment(c.get('db'), person, c.req.valid('param').id)
      const { id, ticketId } = view
      const origin = c.get('origin')
      const at = currentInstant(deps)
      await deleteAttachment(deps.db, { organizationId, person, origin, id, ticketId, at })
      deps.notifyCommitted()
      deps.afterAnswer(() => removeBytes(deps.db, deps.storage, AT_ONCE))
      return c.body(null, 204)
    },
  )
}
