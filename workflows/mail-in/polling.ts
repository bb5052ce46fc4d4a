import { log, sleep } from '@temporalio/workflow'
import { persist } from '../patience.js'
import { webhookWork } from '../proxies.js'
import type { Beside } from '../work-until-quiet.js'

/** Each holds a connection. */
const MOST_AT_ONCE = 4
const AFTER_FAILURE = '1m'

/**
 * Reads mailboxes, each for itself. A round begins with those that are not being read already, as far as there is room: the others are due
 * still when one is done.
 */
export function createPolling(
  organizationId: string,
): Beside<{ mailboxesDue?: readonly string[] }> {
  const busy = new Set<string>()
  const poll = async (mailboxId: string): Promise<void> => {
    try {
      await persist(() => webhookWork().pollMailbox({ organizationId, mailboxId }))
    } catch (error) {
      log.warn('a mailbox was not read', { mailboxId, error: String(error) })
      await sleep(AFTER_FAILURE, { summary: 'a mailbox was not read' })
    }
    busy.delete(mailboxId)
  }
  return {
    begin: ({ mailboxesDue = [] }, wake) => {
      for (const id of mailboxesDue) {
        if (busy.has(id) || busy.size >= MOST_AT_ONCE) continue
        busy.add(id)
        void poll(id).then(wake)
      }
    },
    isIdle: () => busy.size === 0,
    description: 'Its mailboxes are being read.',
  }
}
