import { log, sleep } from '@temporalio/workflow'
import { persist } from '../patience.js'
import { webhookWork } from '../proxies.js'

/** A mail has 25 MB at most, and each that is read holds one. */
const MOST_AT_ONCE = 4
const AFTER_FAILURE = '1m'

export interface Polling {
  /** Begins with those that are not being read already, as far as there is room: the others are due still when one is done. */
  begin: (mailboxIds: readonly string[]) => void
  isIdle: () => boolean
}

/** Reads mailboxes, each for itself; `onDone` whenever one was. */
export function createPolling(organizationId: string, onDone: () => void): Polling {
  const busy = new Set<string>()
  const poll = async (mailboxId: string): Promise<void> => {
    try {
      await persist(() => webhookWork().pollMailbox({ organizationId, mailboxId }))
    } catch (error) {
      log.warn('a mailbox was not read', { mailboxId, error: String(error) })
      await sleep(AFTER_FAILURE, { summary: 'a mailbox was not read' })
    }
    busy.delete(mailboxId)
    onDone()
  }
  return {
    begin: (mailboxIds) => {
      for (const id of mailboxIds) {
        if (busy.has(id) || busy.size >= MOST_AT_ONCE) continue
        busy.add(id)
        void poll(id)
      }
    },
    isIdle: () => busy.size === 0,
  }
}
