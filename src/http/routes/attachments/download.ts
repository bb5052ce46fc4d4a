import { z } from 'zod'
import { downloadQuery } from '../../../contracts/attachments.js'
import { refuseDownload } from '../../../domain/attachment/access.js'
import { DomainError, refuseMissing } from '../../../domain/errors.js'
import { readAttachment } from '../../../read/attachments/find.js'
import { noteDownload } from '../../../write/attachments/note-download.js'
import { defineRoute, idParam, problems } from '../../route.js'
import { sendFile } from '../../send-file.js'
import type { RouteKit } from '../kit.js'

/** What a route answers that sends a file. */
export const FILE_RESPONSES = {
  200: describeBytes('All of it'),
  206: describeBytes('The part that `Range` asks for'),
  304: { description: 'It is as `If-None-Match` has it' },
  ...problems(404, 409, 410, 416),
}

function describeBytes(description: string) {
  const schema = z.string().meta({ format: 'binary' })
  const [sent, image, video] = ['application/octet-stream', 'image/webp', 'video/mp4'].map(
    (type) => [type, { schema }] as const,
  )
  return {
    description,
    content: Object.fromEntries([sent, image, video].filter((one) => one !== undefined)),
  }
}

export function downloadAttachmentRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'downloadAttachment',
      method: 'get',
      path: '/attachments/{id}/download',
      tags: ['Files'],
      summary: 'The bytes of a file that is `ok`, whole or in part; counted',
      request: { params: idParam, query: downloadQuery },
      responses: FILE_RESPONSES,
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { id } = c.req.valid('param')
      const { view, variants } = await readAttachment(c.get('db'), person, id)
      const refused = refuseDownload(view.status)
      if (refused !== undefined) throw new DomainError(refused)
      const { variant = variants.web === undefined ? 'original' : 'web' } = c.req.valid('query')
      const stored = variants[variant]
      if (stored === undefined) return refuseMissing('variant of the file')
      const noted = { userId: person.id, origin: c.get('origin'), id: view.id, variant }
      return sendFile(c, deps, {
        ...{ id: view.id, fileName: view.fileName, variant, stored },
        onSend: async (isFromStart) => {
          await noteDownload(c.get('db'), { ...noted, isFromStart })
          deps.notifyCommitted()
        },
      })
    },
  )
}
