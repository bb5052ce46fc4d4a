import type { ActivityDeps } from '../deps.js'
import { checkAttachmentActivity } from './check.js'
import { convertAttachmentActivity } from './convert.js'
import { discardAttachmentActivity } from './discard.js'
import { scanAttachmentActivity } from './scan.js'
import { settleAttachmentActivity } from './settle.js'
import type { FileDeps } from './steps.js'
import { storeAttachmentActivity } from './store.js'

/** What works on bytes, and has queues of its own. */
export function fileActivities(deps: FileDeps) {
  return {
    checkAttachment: checkAttachmentActivity(deps),
    scanAttachment: scanAttachmentActivity(deps),
    convertAttachment: convertAttachmentActivity(deps),
    storeAttachment: storeAttachmentActivity(deps),
    discardAttachment: discardAttachmentActivity(deps),
  }
}

/** What is one transaction. */
export function attachmentActivities(deps: Pick<ActivityDeps, 'db' | 'notifyCommitted'>) {
  return { settleAttachment: settleAttachmentActivity(deps) }
}

export type FileActivities = ReturnType<typeof fileActivities>
