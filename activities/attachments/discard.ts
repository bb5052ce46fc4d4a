import { ApplicationFailure } from '@temporalio/common'
import type { AttachmentRef } from '../../src/domain/attachment/processing.js'
import type { Storage } from '../../src/storage/storage.js'
import type { ActivityDeps } from '../deps.js'
import { nonRetryableUnlessTransient } from '../failures.js'
import { beating } from './beating.js'

interface Row {
  incomingKey: string | null
  storageKey: string | null
  webStorageKey: string | null
  isKept: boolean
  hasWeb: boolean
}

const READ = `SELECT incoming_key AS "incomingKey", storage_key AS "storageKey", web_storage_key AS "webStorageKey",
    status = 'ok' AND deleted_at IS NULL AS "isKept", 'web' = ANY (variants) AS "hasWeb"
  FROM attachment WHERE organization_id = $1 AND id = $2 AND (status <> 'processing' OR deleted_at IS NOT NULL)`

const FORGET = `UPDATE attachment SET incoming_key = NULL,
    storage_key = CASE WHEN $3 THEN storage_key END, web_storage_key = CASE WHEN $4 THEN web_storage_key END
  WHERE organization_id = $1 AND id = $2 AND incoming_key IS NOT DISTINCT FROM $5`

/**
 * Removes what nobody can have: what came in, once it is settled, and all else of a file that is not in order. The row
 * forgets a key only after its bytes are gone, so that repeating it misses nothing.
 */
export function discardAttachmentActivity({ db, storage }: Pick<ActivityDeps, 'db' | 'storage'>) {
  return ({ organizationId, attachmentId }: AttachmentRef): Promise<void> =>
    beating(async () => {
      const rows = db.of(organizationId)
      const [row] = await nonRetryableUnlessTransient(() => rows.query<Row>(READ, [attachmentId]))
      if (row === undefined) return
      const keepsWeb = row.isKept && row.hasWeb
      await remove(storage, row, keepsWeb)
      await nonRetryableUnlessTransient(() =>
        rows.query(FORGET, [attachmentId, row.isKept, keepsWeb, row.incomingKey]),
      )
    })
}

async function remove(storage: Storage, row: Row, keepsWeb: boolean): Promise<void> {
  const { incomingKey, storageKey, webStorageKey, isKept } = row
  try {
    if (incomingKey !== null) await storage.delete({ place: 'incoming', key: incomingKey })
    if (storageKey !== null && !isKept) await storage.delete({ place: 'kept', key: storageKey })
    if (webStorageKey !== null && !keepsWeb)
      await storage.delete({ place: 'kept', key: webStorageKey })
  } catch (error) {
    throw ApplicationFailure.retryable(String(error), 'unavailable')
  }
}
