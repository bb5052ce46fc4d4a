import { createOutboxQueue } from '../../src/database/queue.js'
import type { ActivityDeps } from '../deps.js'
import { MAIL_KINDS } from './letters.js'

/** Marks a mail as never sent, and why. Marking twice changes nothing. */
export function giveUpDeliveryActivity({ db }: Pick<ActivityDeps, 'db'>) {
  const queue = createOutboxQueue(db, MAIL_KINDS)
  return async (_organizationId: string, outboxId: string, error: string): Promise<void> => {
    await queue.giveUp(outboxId, error)
  }
}
