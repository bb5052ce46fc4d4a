import { createOutboxQueue } from '../../src/database/queue.js'
import { LETTER_CHANNELS } from '../../src/domain/ticket/outcome/channels.js'
import type { ActivityDeps } from '../deps.js'
import type { Carriers } from './carriers.js'
import { type Post, sendLetter, type Unsent } from './send-letter.js'
import { type Ending, settleLetter } from './settle-letter.js'
import { createFactsReader } from './shared-facts.js'

const FIRST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 1_800
/** A letter that is this much later than its next try has lost its run, and gets another. */
const SLACK_SECONDS = 120

/**
 * Tries a letter that its batch could not send, and says when to try again; null when it is settled: sent, or given
 * up after a day, or at once where the server will never take it. Repeating it is harmless, as a settled one is left
 * alone; nothing of what the server says enters the history.
 */
export function deliverOneActivity({ db }: Pick<ActivityDeps, 'db'>, carriers: Carriers) {
  const queue = createOutboxQueue(db, LETTER_CHANNELS)
  const post: Post = { queue, carriers }
  return async (organizationId: string, letterId: string): Promise<string | null> => {
    const letter = await queue.beginTry(organizationId, letterId, SLACK_SECONDS)
    if (letter === undefined) return null
    const own = db.of(organizationId)
    const sent = await sendLetter(post, own, letterId, createFactsReader(own))
    if (sent.kind === 'settled') return null
    const { code, isFinal, isPartial } = nameRefusal(sent)
    if (isFinal || letter.isOld) {
      const ending: Ending = isPartial
        ? { status: 'delivered' }
        : { status: 'failed', reason: code }
      await settleLetter(own, letterId, ending, sent.suppressed)
      return null
    }
    const pause = Math.min(FIRST_PAUSE_SECONDS * 2 ** (letter.attempts - 2), LONGEST_PAUSE_SECONDS)
    await queue.putOff([letterId], code, pause + SLACK_SECONDS)
    return new Date(Date.now() + pause * 1_000).toISOString()
  }
}

function nameRefusal(sent: Unsent): { code: string; isFinal: boolean; isPartial: boolean } {
  return sent.kind === 'away' ? { code: sent.code, isFinal: false, isPartial: false } : sent
}
