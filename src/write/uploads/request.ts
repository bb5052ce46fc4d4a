import type { UploadRequest } from '../../contracts/uploads.js'
import type { Database } from '../../database/pool.js'
import { quotaExceeded, refuseFile } from '../../domain/attachment/upload.js'
import { DomainError } from '../../domain/errors.js'
import type { Origin } from '../audit/record.js'

export interface NewUpload {
  organizationId: string
  userId: string
  origin: Origin
  /** Also the key of the transaction: the same id again is the same file. */
  id: string
  at: string
  file: UploadRequest
  /** Where its bytes will be, if that is known before they come. */
  incomingKey: string | null
  retryTokenHash: string
  /** In bytes; 0 is no limit. */
  quota: number
}

type Answer = { kind: 'noted' | 'exceeded'; used: number }

/** Notes a file that is to come. Throws why it may not. */
export async function requestUpload(db: Database, upload: NewUpload): Promise<void> {
  const { file, quota, ...noted } = upload
  const refused = refuseFile(file)
  if (refused !== undefined) throw new DomainError(refused)
  const { acknowledgeLarge: _known, ...named } = file
  const answer = await db.call<Answer>('request_upload', { ...noted, ...named, quota })
  if (answer.kind === 'exceeded') throw new DomainError(quotaExceeded(answer.used, quota))
}
