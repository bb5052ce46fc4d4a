import { setTimeout as sleep } from 'node:timers/promises'
import { Context, log } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { createLetterBacklog } from '../../src/database/letter-backlog.js'
import { createOutboxQueue } from '../../src/database/queue.js'
import { assertNever } from '../../src/domain/assert.js'
import { LETTER_CHANNELS, type LetterChannel } from '../../src/domain/ticket/outcome/channels.js'
import type { ActivityDeps } from '../deps.js'
import type { Carriers } from './carriers.js'
import { readDueLetters } from './letters.js'
import { type Post, type Sent, sendLetter } from './send-letter.js'
import { createFactsReader } from './shared-facts.js'

export interface Batch {
  /** Letters that were tried and are nobody's now: each gets a run of its own. */
  failed: string[]
  /** It left some that were due: there is a next batch at once. */
  isCutShort: boolean
  /** When there is something to do again; null when nothing waits. */
  nextDueAt: string | null
}

/** So few that a batch ends well within its timeout, also when each letter takes its longest. */
const LETTERS = 25
/** More than one letter can take; after it whoever claimed it is gone, and it gets a run of its own. */
const CLAIM_SECONDS = 60
/** Well below the timeout in workflows/proxies.ts, so that a killed worker's batch is soon taken up. */
const HEARTBEAT_MS = 2_000
/** A batch that slow letters have held this long leaves the rest to the next, well before it would time out. */
const LONGEST_BATCH_MS = 200_000
const YIELD_MS = 50
const YIELD_LOOKS = 20

/**
 * Sends what is due by a channel, and fails when what carries it is away, so that the retries back off. Repeating it,
 * even beside itself, sends only what nobody has claimed; what is sent twice by a crash has the same id.
 */
export function deliverDueActivity(
  { db, isBusy }: Pick<ActivityDeps, 'db' | 'isBusy'>,
  carriers: Carriers,
) {
  const queue = createOutboxQueue(db, LETTER_CHANNELS)
  const post: Post = { queue, carriers }
  // a run of an earlier version names no channel
  return async (organizationId: string, channel: LetterChannel = 'mail'): Promise<Batch> => {
    const backlog = createLetterBacklog(db, channel)
    const context = Context.current()
    const began = Date.now()
    const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
    try {
      const own = db.of(organizationId)
      const facts = createFactsReader(own)
      const letters = await readDueLetters(own, channel, LETTERS, report)
      let isCutShort = letters.length === LETTERS
      for (const [index, letter] of rotate(letters, context.info.attempt - 1).entries()) {
        // another attempt has begun, the worker stops, or slow letters have held it for long
        const mustEnd = context.cancellationSignal.aborted || Date.now() - began > LONGEST_BATCH_MS
        if (!mustEnd) await letPeopleGoFirst(isBusy)
        const send = () => sendLetter(post, own, letter, facts)
        if (mustEnd || !(await deliver(post, letter, send, index === 0))) {
          isCutShort = true
          break
        }
      }
      return { ...(await backlog.readTried(organizationId)), isCutShort }
    } finally {
      clearInterval(beat)
    }
  }
}

function report(error: unknown): void {
  log.error('no letters can be made of what waits', { error })
}

/** Under a constant stream of commands a letter is put off by a second, not for ever. */
async function letPeopleGoFirst(isBusy: ActivityDeps['isBusy'] = () => false): Promise<void> {
  for (let looks = 0; looks < YIELD_LOOKS && isBusy(); looks += 1) await sleep(YIELD_MS)
}

/** Each attempt begins with another letter: one at which a server hangs up must not keep back the others. */
function rotate(letters: string[], by: number): string[] {
  const start = letters.length === 0 ? 0 : by % letters.length
  return [...letters.slice(start), ...letters.slice(0, start)]
}

/**
 * False when the server went away and the rest should wait. With the first letter that counts for nothing; a later
 * one is marked as failed, since it may be what the server hung up at.
 */
async function deliver(
  post: Post,
  letter: string,
  send: () => Promise<Sent>,
  isFirst: boolean,
): Promise<boolean> {
  if (!(await post.queue.claim(letter, CLAIM_SECONDS))) return true // another attempt has it
  const sent = await send()
  switch (sent.kind) {
    case 'settled':
      return true
    case 'refused':
      await post.queue.fail([letter], sent.code)
      return true
    case 'away':
      if (!isFirst) {
        await post.queue.fail([letter], sent.code)
        return false
      }
      await post.queue.release([letter])
      throw ApplicationFailure.retryable('Nothing leaves by this channel now.', sent.code)
    default:
      return assertNever(sent)
  }
}
