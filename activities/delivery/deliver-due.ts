import { Context } from '@temporalio/activity'
import { createOutboxQueue, type OutboxQueue } from '../../src/database/queue.js'
import type { ActivityDeps } from '../deps.js'
import { type Mailer, MailServerAwayError } from '../ports.js'
import { type Letter, MAIL_KINDS, readDueLetters } from './letters.js'
import { renderMail } from './render.js'

export interface Batch {
  /** Mails that failed their first try and have no run of their own yet. */
  failed: string[]
  /** When there is something to do again; null when nothing waits. */
  nextDueAt: string | null
}

/** So few that a batch ends well within its timeout, also when each mail takes its longest. */
const LETTERS = 25
/** More than one mail can take; after it whoever claimed it is gone, and it gets a run of its own. */
const CLAIM_SECONDS = 60
/** Well below the timeout in workflows/proxies.ts, so that a killed worker's batch is soon taken up. */
const HEARTBEAT_MS = 2_000

/**
 * Sends what is due, and throws when the mail server is away, so that the retries back off. Repeating it,
 * even beside itself, sends only what nobody has claimed; a mail sent twice by a crash has the same Message-ID.
 */
export function deliverDueActivity({ db, mailer }: Pick<ActivityDeps, 'db' | 'mailer'>) {
  const queue = createOutboxQueue(db, MAIL_KINDS)
  return async (organizationId: string): Promise<Batch> => {
    const context = Context.current()
    const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
    try {
      const letters = await readDueLetters(db.of(organizationId), LETTERS)
      for (const [index, letter] of rotate(letters, context.info.attempt - 1).entries()) {
        if (context.cancellationSignal.aborted) break // another attempt has begun, or the worker stops
        if (!(await sendLetter(queue, mailer, letter, index === 0))) break
      }
      return await queue.readBacklog(organizationId)
    } finally {
      clearInterval(beat)
    }
  }
}

/** Each attempt begins with another letter: one at which the server hangs up must not keep back the others. */
function rotate(letters: Letter[], by: number): Letter[] {
  const start = letters.length === 0 ? 0 : by % letters.length
  return [...letters.slice(start), ...letters.slice(0, start)]
}

/**
 * False when the server went away and the rest should wait. With the first letter that counts for nothing; a later
 * one is marked as failed, since it may be what the server hung up at.
 */
async function sendLetter(
  queue: OutboxQueue,
  mailer: Mailer,
  letter: Letter,
  isFirst: boolean,
): Promise<boolean> {
  const claimed = await queue.claim(
    letter.map(({ id }) => id),
    CLAIM_SECONDS,
  )
  const [first, ...rest] = letter.filter(({ id }) => claimed.has(id))
  if (first === undefined) return true // another attempt has it
  try {
    await mailer.send(renderMail([first, ...rest], first.organization))
  } catch (error) {
    const isAway = error instanceof MailServerAwayError
    if (isAway && isFirst) {
      await queue.release([...claimed])
      throw error
    }
    await queue.fail([...claimed], String(error))
    return !isAway
  }
  await queue.complete([...claimed])
  return true
}
