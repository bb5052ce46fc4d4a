import { createOutboxQueue } from '../../src/database/queue.js'
import type { ActivityDeps } from '../deps.js'
import { MAIL_KINDS } from './letters.js'
import { type Post, sendLetter, type Unsent } from './send-letter.js'
import { settleLetter } from './settle-letter.js'

const FIRST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 1_800
/** A letter that is this much later than its next try has lost its run, and gets another. */
const SLACK_SECONDS = 120

/**
 * Tries a letter that its batch could not send, and says when to try again; null when it is settled: sent, or given
 * up after a day, or at once where the server will never take it. Repeating it is harmless, as a settled one is left
 * alone; nothing of what the server says enters the history.
 */
export function deliverOneActivity(deps: Pick<ActivityDeps, 'db' | 'mailer' | 'publicUrl'>) {
  const { db } = deps
  const queue = createOutboxQueue(db, MAIL_KINDS)
  const post: Post = { ...deps, queue }
  return async (organizationId: string, letterId: string): Promise<string | null> => {
    const letter = await queue.beginTry(organizationId, letterId, SLACK_SECONDS)
    if (letter === undefined) return null
    const sent = await sendLetter(post, db.of(organizationId), letterId)
    if (sent.kind === 'settled') return null
    const { code, isFinal } = nameRefusal(sent)
    if (isFinal || letter.isOld) {
      const ending = { status: 'failed', reason: code } as const
      await settleLetter(db.of(organizationId), letterId, ending, sent.suppressed)
      return null
    }
    const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** (letter.attempts - 2), LONGEST_PAUSE_SECONDS)
    await queue.putOff([letterId], code, pause + SLACK_SECONDS)
    return new Date(Date.now() + pause * 1_000).toISOString()
  }
}

function nameRefusal(sent: Unsent): { code: string; isFinal: boolean } {
  return sent.kind === 'away' ? { code: 'mail_server_away', isFinal: false } : sent
}
