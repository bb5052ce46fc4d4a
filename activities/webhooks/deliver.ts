import { Context } from '@temporalio/activity'
import type { Database } from '../../src/database/pool.js'
import { CANCEL_WHERE_OFF } from '../../src/write/webhooks/cancel-pending.js'
import { isKept, readNextDue, readReceiver, takeDue } from './due.js'
import { type SendDeps, send } from './send.js'
import { settle } from './settle.js'

export interface WebhookBatch {
  /** It is there no more, and so is its run. */
  isDeleted: boolean
  /** It left some that were due: there is a next batch at once. */
  isCutShort: boolean
  /** When there is something to send again; null when nothing waits. */
  nextDueAt: string | null
}

const MOST = 50
const AT_ONCE = 4
const HEARTBEAT_MS = 3_000
/** A slow receiver gives its place to others after this, and comes again. */
const LONGEST_MS = 10_000

/**
 * Sends what is due of one webhook, four at once, in order for each entity. Two at once send nothing both: each delivery is
 * leased. What a killed worker had in hand is sent again, under the same id.
 */
export function deliverWebhookActivity({ db, ...deps }: SendDeps & { db: Database }) {
  return async (organizationId: string, webhookId: string): Promise<WebhookBatch> => {
    const own = db.of(organizationId)
    const { cancellationSignal } = Context.current()
    const beat = setInterval(() => Context.current().heartbeat(), HEARTBEAT_MS)
    const beganMs = Date.now()
    const mustEnd = () => cancellationSignal.aborted || Date.now() - beganMs > LONGEST_MS
    let left = MOST
    let isOff = false

    /** One after the other, as long as there are any. */
    async function sendOneByOne(): Promise<void> {
      while (left > 0 && !mustEnd()) {
        left -= 1
        const receiver = await readReceiver(own, webhookId)
        if (receiver === undefined) {
          isOff = true
          return
        }
        const [due] = await takeDue(own, webhookId, 1)
        if (due === undefined) return
        await settle(own, webhookId, due, await send(deps, webhookId, receiver, due))
      }
    }

    try {
      if (!(await isKept(own, webhookId))) {
        return { isDeleted: true, isCutShort: false, nextDueAt: null }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, sendOneByOne))
      if (isOff) {
        await own.query(CANCEL_WHERE_OFF, [webhookId])
        return { isDeleted: false, isCutShort: false, nextDueAt: null }
      }
      const next = await readNextDue(own, webhookId)
      const nextDueAt = next?.at.toISOString() ?? null
      return { isDeleted: false, isCutShort: next?.isDue === true, nextDueAt }
    } finally {
      clearInterval(beat)
    }
  }
}
