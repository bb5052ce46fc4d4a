import { attachment } from '../../../contracts/attachments.js'
import { readAttachment } from '../../../read/attachments/find.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readAttachmentRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'readAttachment',
      method: 'get',
      path: '/attachments/{id}',
      tags: ['Files'],
      summary: 'A file, and what has become of it',
      request: { params: idParam },
      responses: { 200: json(attachment, 'The file, without its bytes'), ...problems(404) },
    }),
    async (c) => {
      const { person } = c.get('caller')
      const { view } = await readAttachment(c.get('db'), person, c.req.valid('param').id)
      return c.json(view, 200)
    },
  )
}
