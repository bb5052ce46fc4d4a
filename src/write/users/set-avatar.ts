import type { Database } from '../../database/pool.js'
import { FILE_TYPES } from '../../domain/attachment/file-types.js'
import { incompleteUploads } from '../../domain/attachment/upload.js'
import { DomainError } from '../../domain/errors.js'
import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Origin } from '../audit/record.js'

interface NewAvatar {
  organizationId: string
  userId: string
  origin: Origin
  /** null: none from now on. */
  key: string | null
}

const IMAGES = Object.values(FILE_TYPES)
  .filter(({ kind }) => kind === 'image')
  .flatMap(({ contentTypes }) => [...contentTypes])

/** Throws `attachment_not_found` for what is no image of this user's own, or is attached; `upload_incomplete` for a part. */
export async function setAvatar(db: Database, avatar: NewAvatar): Promise<void> {
  const { kind } = await db.call<{ kind: 'set' | 'not_found' | 'incomplete' }>('set_avatar', {
    ...avatar,
    contentTypes: IMAGES,
  })
  const keys = avatar.key === null ? [] : [avatar.key]
  if (kind === 'not_found') refuseUnknown('attachment', keys)
  if (kind === 'incomplete') throw new DomainError(incompleteUploads(keys))
}
