import { log } from '@temporalio/activity'
import type { AttachmentRef } from '../../src/domain/attachment/processing.js'
import { isWaiting } from './read-attachment.js'
import type { FileDeps } from './steps.js'

const LOOK_MS = 2_000

const NOTE = `WITH noted AS (
    UPDATE attachment SET progress = $3
    WHERE organization_id = $1 AND id = $2 AND status = 'processing' AND deleted_at IS NULL
      AND progress IS DISTINCT FROM $3 RETURNING organization_id, id)
  SELECT publish_attachment(organization_id, id, clock_timestamp()) FROM noted`

export interface ProgressWatch {
  /** Whole percents; what comes faster than it can be told is left out. */
  note: (percent: number) => void
  /** That the file is over, or what was given. */
  signal: AbortSignal
  /** The file was deleted meanwhile. */
  isOver: () => boolean
  stop: () => void
}

/** Tells how far a conversion is, and ends it when its file is deleted. It is no fault if either fails: it is looked again. */
export function watchProgress(
  deps: FileDeps,
  ref: AttachmentRef,
  signal: AbortSignal,
): ProgressWatch {
  const over = new AbortController()
  let [latest, told] = [0, 0]
  const look = async () => {
    if (!(await isWaiting(deps.db, ref))) return over.abort()
    if (latest === told) return
    told = latest
    await deps.db.of(ref.organizationId).query(NOTE, [ref.attachmentId, told])
    deps.notifyCommitted()
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn('progress can not be told', { error }))
  }, LOOK_MS)
  return {
    note: (percent) => {
      latest = percent
    },
    signal: AbortSignal.any([signal, over.signal]),
    isOver: () => over.signal.aborted,
    stop: () => clearInterval(timer),
  }
}
