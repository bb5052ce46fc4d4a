import { setCurrentDetails, sleep } from '@temporalio/workflow'
import { deliverOne } from '../proxies.js'
import type { DeliveryInput } from './messages.js'

/** Tries one letter, with growing pauses, until it is settled: its row says when, and how it ended. */
export async function deliverPatiently({ organizationId, outboxId }: DeliveryInput): Promise<void> {
  for (;;) {
    const retryAt = await deliverOne(organizationId, outboxId)
    if (retryAt === null) return
    setCurrentDetails(`It was not taken; the next try is at ${retryAt}.`)
    const waitMs = Date.parse(retryAt) - Date.now()
    if (waitMs > 0) await sleep(waitMs, { summary: 'next try' })
  }
}
