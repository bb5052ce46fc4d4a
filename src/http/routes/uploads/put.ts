import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Context } from 'hono'
import { z } from 'zod'
import { isSignedAddress } from '../../../auth/signed-address.js'
import { signedQuery } from '../../../contracts/common.js'
import { received } from '../../../contracts/uploads.js'
import { addressNotValid } from '../../../domain/attachment/upload.js'
import { DomainError, refuse } from '../../../domain/errors.js'
import { refuseUnknown } from '../../../domain/ticket/refusals.js'
import { findUpload, type PendingUpload } from '../../../read/attachments/uploads.js'
import { receiveUpload } from '../../../write/uploads/receive.js'
import { createRunningTries } from '../../../write/uploads/running-tries.js'
import type { AppEnv } from '../../env.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { keyParam } from './retry.js'

const bytes = z.string().meta({ format: 'binary', description: 'The bytes of the file' })

/** Signed by its address: whoever has that may send these bytes, without signing in. */
export function putUploadRoute({ app, deps, guard }: RouteKit): void {
  const tries = createRunningTries()
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'putUpload',
      method: 'put',
      path: '/uploads/{key}',
      tags: ['Files'],
      summary: 'Send the bytes, to the address that was given',
      description:
        'Where an S3 store is configured, the address leads there and not here. With `Content-Range` it goes on where an earlier try broke off.',
      request: {
        params: keyParam,
        query: signedQuery,
        body: { required: true, content: { 'application/octet-stream': { schema: bytes } } },
      },
      responses: { 200: json(received, 'All of it is in'), ...problems(403, 404) },
    }),
    async (c) => {
      const { key } = c.req.valid('param')
      const { organization: organizationId, expires, signature } = c.req.valid('query')
      const address = { method: 'PUT', organizationId, key, expires: Number(expires) } as const
      const { intake } = deps.storage
      const isGood =
        isSignedAddress(deps.keys.uploadSecret, address, signature) &&
        address.expires * 1_000 > deps.now()
      if (!isGood || intake.kind !== 'own') throw new DomainError(addressNotValid())
      const upload = await findUpload(deps.db.of(organizationId), key)
      if (upload === undefined) return refuseUnknown('attachment', [key])
      await deps.budgets.requests(c, upload.uploadedById)
      if (upload.status === 'uploading') {
        const first = readFirst(c, upload)
        const content = readBody(c)
        const sending = { organizationId, origin: c.get('origin'), upload, first, content }
        const { db, storage, now } = deps
        await receiveUpload({ db, storage, intake, tries, now }, { ...sending, key: randomUUID() })
        deps.notifyCommitted()
      }
      // What was sent before, and whose answer was lost, is answered again; these bytes count for nothing.
      return c.json({ key: upload.id, received: upload.size }, 200)
    },
  )
}

const RANGE = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/

/** The first byte that comes. Throws where what is said of the length can't be. */
function readFirst(c: Context<AppEnv>, { size }: PendingUpload): number {
  const range = c.req.header('content-range')
  const [, first = 0, last = 0, whole = 0] = (RANGE.exec(range ?? '') ?? []).map(Number)
  const isSaid = range !== undefined
  if (isSaid && (whole !== size || last !== size - 1 || first > last)) {
    refuse(
      'validation_failed',
      `Content-Range must be bytes <first>-${size - 1}/${size}: all that is left, in one piece.`,
    )
  }
  const length = c.req.header('content-length')
  if (length === undefined) return first
  const wanted = size - first
  if (Number(length) > wanted) {
    refuse('too_large', `The file was to have ${size} bytes: ${wanted} are left to send.`)
  }
  if (Number(length) < wanted) {
    refuse('validation_failed', `Of the file ${wanted} bytes are left to send, not ${length}.`)
  }
  return first
}

function readBody(c: Context<AppEnv>): Readable {
  const { body } = c.req.raw
  if (body === null) return Readable.from([])
  // the same streams, by the names of two standard libraries
  const content = Readable.fromWeb(body as ReadableStream<Uint8Array>)
  // It may break off, or be stopped, before anybody reads: who reads then is told, and nobody else has to be.
  return content.on('error', () => undefined)
}
