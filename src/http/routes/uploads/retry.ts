import { z } from 'zod'
import { retryBody, upload } from '../../../contracts/uploads.js'
import { refuse } from '../../../domain/errors.js'
import { refuseUnknown } from '../../../domain/ticket/refusals.js'
import { findUpload, type PendingUpload } from '../../../read/attachments/uploads.js'
import type { AppDeps } from '../../env.js'
import { lookForArrivals } from '../../look-for-arrivals.js'
import { body, defineRoute, json, namedInPath, problems } from '../../route.js'
import { presentUpload } from '../../upload-url.js'
import type { RouteKit } from '../kit.js'
import { hashRetryToken } from './request.js'

export const keyParam = z.strictObject({
  key: namedInPath.meta({ description: 'The key that was given at the request' }),
})

export function retryUploadRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'retryUpload',
      method: 'post',
      path: '/uploads/{key}/retry',
      tags: ['Files'],
      summary: 'After an interruption: a new address, and how many bytes are in',
      request: { params: keyParam, ...body(retryBody) },
      responses: { 200: json(upload, 'Where to send the rest'), ...problems(403, 404) },
    }),
    async (c) => {
      const { key } = c.req.valid('param')
      const { retryToken } = c.req.valid('json')
      const found = await findUpload(c.get('db'), key)
      if (found === undefined || found.uploadedById !== c.get('caller').person.id) {
        return refuseUnknown('attachment', [key])
      }
      if (found.retryTokenHash !== hashRetryToken(retryToken)) {
        return refuse('forbidden', 'This is not the retryToken that came with the upload.')
      }
      const { id, size, contentType } = found
      await lookForArrivals(c, deps, [id])
      const received = await countReceived(deps, found)
      const addressed = { key: id, size, contentType, retryToken, received }
      return c.json(await presentUpload(c, deps, addressed), 200)
    },
  )
}

/** An S3 store keeps nothing of what broke off. */
async function countReceived({ storage }: AppDeps, found: PendingUpload): Promise<number> {
  if (found.status !== 'uploading') return found.size
  if (found.incomingKey === null) return 0
  const there = await storage.head({ place: 'incoming', key: found.incomingKey })
  return Math.min(there?.size ?? 0, found.size)
}
