import { createOutboxQueue } from '../../src/database/queue.js'
import type { ActivityDeps } from '../deps.js'
import { MAIL_KINDS, readLetter } from './letters.js'
import { renderMail } from './render.js'

/** Sends a mail that its batch could not send; throws so that its run tries again. One that was sent is left alone. */
export function deliverOneActivity({ db, mailer }: Pick<ActivityDeps, 'db' | 'mailer'>) {
  const queue = createOutboxQueue(db, MAIL_KINDS)
  return async (organizationId: string, outboxId: string): Promise<void> => {
    const letter = await readLetter(db.of(organizationId), outboxId)
    if (letter === undefined) return
    await queue.countTry(outboxId)
    await mailer.send(renderMail(letter, letter[0].organization))
    await queue.complete([outboxId])
  }
}
