import { setTimeout as sleep } from 'node:timers/promises'
import { Context, log } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import { createMailBacklog } from '../../src/database/mail-backlog.js'
import { createOutboxQueue } from '../../src/database/queue.js'
import { assertNever } from '../../src/domain/assert.js'
import type { ActivityDeps } from '../deps.js'
import { MAIL_KINDS, readDueLetters } from './letters.js'
import { type Post, sendLetter } from './send-letter.js'

export interface Batch {
  /** Letters that were tried and are nobody's now: each gets a run of its own. */
  failed: string[]
  /** It left some that were due: there is a next batch at once. */
  isCutShort: boolean
  /** When there is something to do again; null when nothing waits. */
  nextDueAt: string | null
}

/** So few that a batch ends well within its timeout, also when each mail takes its longest. */
const LETTERS = 25
/** More than one mail can take; after it whoever claimed it is gone, and it gets a run of its own. */
const CLAIM_SECONDS = 60
/** Well below the timeout in workflows/proxies.ts, so that a killed worker's batch is soon taken up. */
const HEARTBEAT_MS = 2_000
/** A batch that slow mails have held this long leaves the rest to the next, well before it would time out. */
const LONGEST_BATCH_MS = 200_000
const YIELD_MS = 50
const YIELD_LOOKS = 20

/**
 * Sends what is due, and fails when the mail server is away, so that the retries back off. Repeating it,
 * even beside itself, sends only what nobody has claimed; a mail sent twice by a crash has the same Message-ID.
 */
export function deliverDueActivity(
  deps: Pick<ActivityDeps, 'db' | 'mailer' | 'publicUrl' | 'isBusy'>,
) {
  const { db } = deps
  const queue = createOutboxQueue(db, MAIL_KINDS)
  const backlog = createMailBacklog(db)
  const post: Post = { ...deps, queue }
  return async (organizationId: string): Promise<Batch> => {
    const context = Context.current()
    const began = Date.now()
    const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
    try {
      const letters = await readDueLetters(db.of(organizationId), LETTERS, reportDigests)
      let isCutShort = letters.length === LETTERS
      for (const [index, letter] of rotate(letters, context.info.attempt - 1).entries()) {
        // another attempt has begun, the worker stops, or slow mails have held it for long
        const mustEnd = context.cancellationSignal.aborted || Date.now() - began > LONGEST_BATCH_MS
        if (!mustEnd) await letPeopleGoFirst(deps.isBusy)
        if (mustEnd || !(await deliver(post, letter, db.of(organizationId), index === 0))) {
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

function reportDigests(error: unknown): void {
  log.error('digests can not be gathered', { error })
}

/** Under a constant stream of commands a mail is put off by a second, not for ever. */
async function letPeopleGoFirst(isBusy: ActivityDeps['isBusy'] = () => false): Promise<void> {
  for (let looks = 0; looks < YIELD_LOOKS && isBusy(); looks += 1) await sleep(YIELD_MS)
}

/** Each attempt begins with another letter: one at which the server hangs up must not keep back the others. */
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
  db: Parameters<typeof sendLetter>[1],
  isFirst: boolean,
): Promise<boolean> {
  if (!(await post.queue.claim(letter, CLAIM_SECONDS))) return true // another attempt has it
  const sent = await sendLetter(post, db, letter)
  switch (sent.kind) {
    case 'settled':
      return true
    case 'refused':
      await post.queue.fail([letter], sent.code)
      return true
    case 'away':
      if (!isFirst) {
        await post.queue.fail([letter], 'mail_server_away')
        return false
      }
      await post.queue.release([letter])
      throw ApplicationFailure.retryable('The mail server takes no mail.', 'mail_server_away')
    default:
      return assertNever(sent)
  }
}
