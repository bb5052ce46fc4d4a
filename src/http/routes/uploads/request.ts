import { createHash, randomBytes } from 'node:crypto'
import { upload, uploadRequest } from '../../../contracts/uploads.js'
import { requestUpload } from '../../../write/uploads/request.js'
import { BASE } from '../../base.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, json } from '../../route.js'
import { presentUpload } from '../../upload-url.js'
import type { RouteKit } from '../kit.js'

export function requestUploadRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'requestUpload',
      method: 'post',
      path: '/uploads/request',
      tags: ['Files'],
      summary: 'Ask where to send a file; its key is what `attachments` takes',
      request: body(uploadRequest),
      responses: { 201: json(upload, 'Where to send it') },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      const key = c.get('workId')
      const file = c.req.valid('json')
      const retryToken = randomBytes(32).toString('base64url')
      await requestUpload(deps.db, {
        organizationId,
        userId: person.id,
        origin: c.get('origin'),
        id: key,
        at: currentInstant(deps),
        file,
        incomingKey: deps.storage.intake.kind === 'direct' ? key : null,
        retryTokenHash: hashRetryToken(retryToken),
        quota: deps.settings.uploadQuota,
      })
      deps.notifyCommitted()
      c.header('Location', `${BASE}/attachments/${key}`)
      const { size, contentType } = file
      const addressed = { key, size, contentType, retryToken, received: 0 }
      return c.json(await presentUpload(c, deps, addressed), 201)
    },
  )
}

/** A token has 256 bits of chance: its digest tells nobody what it was. */
export function hashRetryToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
