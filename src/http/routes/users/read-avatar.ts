import { refuseDownload } from '../../../domain/attachment/access.js'
import { DomainError, refuseMissing } from '../../../domain/errors.js'
import { readAvatar } from '../../../read/attachments/find.js'
import { defineRoute, idParam } from '../../route.js'
import { sendFile } from '../../send-file.js'
import { FILE_RESPONSES } from '../attachments/download.js'
import type { RouteKit } from '../kit.js'

export function readAvatarRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readAvatar',
      method: 'get',
      path: '/users/{id}/avatar',
      tags: ['People'],
      summary: "A user's picture, or one's own (`me`)",
      request: { params: idParam },
      responses: FILE_RESPONSES,
    }),
    async (c) => {
      const { id } = c.req.valid('param')
      const userId = id === 'me' ? c.get('caller').person.id : id
      const { view, variants } = await readAvatar(c.get('db'), userId)
      const refused = refuseDownload(view.status)
      if (refused !== undefined) throw new DomainError(refused)
      const variant = variants.web === undefined ? 'original' : 'web'
      const stored = variants[variant]
      if (stored === undefined) return refuseMissing('picture')
      return sendFile(c, deps, { id: view.id, fileName: view.fileName, variant, stored })
    },
  )
}
