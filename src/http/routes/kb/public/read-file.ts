import { downloadQuery } from '../../../../contracts/attachments.js'
import { refuseDownload } from '../../../../domain/attachment/access.js'
import { DomainError, refuseMissing } from '../../../../domain/errors.js'
import { readArticleFile } from '../../../../read/attachments/find.js'
import { countPublicDownload } from '../../../../write/attachments/note-download.js'
import { defineRoute, namedInPath } from '../../../route.js'
import { sendFile } from '../../../send-file.js'
import { FILE_RESPONSES } from '../../attachments/download.js'
import type { RouteKit } from '../../kit.js'
import { readArticleId, TAGS } from '../kit.js'
import { ANYBODY, articleParam, enter } from './kit.js'

export function publicFileRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'downloadPublicArticleFile',
      method: 'get',
      path: '/public/{organization}/kb/articles/{id}/attachments/{attachmentId}',
      tags: TAGS,
      summary: 'The bytes of a file of an article that everybody may read, whole or in part',
      request: { params: articleParam.extend({ attachmentId: namedInPath }), query: downloadQuery },
      responses: FILE_RESPONSES,
    }),
    async (c) => {
      const param = c.req.valid('param')
      const db = await enter(c, deps, param.organization)
      const named = { articleId: readArticleId(param), id: param.attachmentId }
      const { view, variants } = await readArticleFile(db, ANYBODY, named)
      const refused = refuseDownload(view.status)
      if (refused !== undefined) throw new DomainError(refused)
      const { variant = variants.web === undefined ? 'original' : 'web' } = c.req.valid('query')
      const stored = variants[variant]
      if (stored === undefined) return refuseMissing('variant of the file')
      return sendFile(c, deps, {
        ...{ id: view.id, fileName: view.fileName, variant, stored },
        onSend: async (isFromStart) => {
          if (isFromStart) await countPublicDownload(db, view.id)
        },
      })
    },
  )
}
