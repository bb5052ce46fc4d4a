import { beating } from '../attachments/beating.js'
import { nonRetryableUnlessTransient } from '../failures.js'

export interface MailboxRef {
  organizationId: string
  mailboxId: string
}

export interface PollMailboxDeps {
  /** Reads what is new in a mailbox; one that can't be read is noted in it. */
  pollMailbox: (mailbox: MailboxRef, signal: AbortSignal) => Promise<void>
  notifyCommitted: () => void
}

/** Reads a mailbox once. Harmless to repeat: what was kept is known. */
export function pollMailboxActivity({ pollMailbox, notifyCommitted }: PollMailboxDeps) {
  return (mailbox: MailboxRef): Promise<void> =>
    beating(async (signal) => {
      await nonRetryableUnlessTransient(() => pollMailbox(mailbox, signal))
      notifyCommitted()
    })
}
