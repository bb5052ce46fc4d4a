import { log } from '@temporalio/activity'
import type { OrganizationDb } from '../../src/database/pool.js'
import type { OutboxQueue } from '../../src/database/queue.js'
import { type Mailer, MailRefusedError, MailServerAwayError } from '../ports.js'
import { readLetter, type Suppressed } from './letters.js'
import { renderMail } from './render.js'
import { renderLockMail } from './render-lock.js'
import { settleLetter } from './settle-letter.js'

export interface Post {
  queue: OutboxQueue
  mailer: Mailer
  publicUrl: string | undefined
}

/** An item without words is named by its ticket alone, so that it keeps back neither its digest nor any other mail. */
const report = (error: unknown): void => log.error('a notification has no words', { error })

/** What became of a letter: `settled` is sent, or will never be and says why. Others may be given up. */
export type Sent = { kind: 'settled' } | Unsent
export type Unsent = { suppressed: Suppressed } & (
  | { kind: 'away' }
  | { kind: 'refused'; code: string; isFinal: boolean }
)

/** Less than its claim (deliver-due.ts). */
const COMPLETE_WITHIN_MS = 50_000
const COMPLETE_AGAIN_MS = 500

/** Sends what was claimed as one mail, to a reader who may still read it. */
export async function sendLetter(
  { mailer, publicUrl }: Post,
  db: OrganizationDb,
  letterId: string,
): Promise<Sent> {
  const beganMs = Date.now()
  const letter = await readLetter(db, letterId)
  if (letter.kind === 'nothing') {
    await settleLetter(db, letterId, { status: 'suppressed' }, letter.suppressed)
    return { kind: 'settled' }
  }
  const suppressed = letter.kind === 'tickets' ? letter.suppressed : {}
  try {
    await mailer.send(
      letter.kind === 'lock'
        ? renderLockMail(letterId, letter.to, letter.lock)
        : renderMail(letterId, letter.items, { publicUrl, report }),
    )
  } catch (error) {
    if (error instanceof MailServerAwayError) return { kind: 'away', suppressed }
    if (error instanceof MailRefusedError) {
      return { kind: 'refused', code: error.message, isFinal: error.isFinal, suppressed }
    }
    return { kind: 'refused', code: 'internal', isFinal: false, suppressed } // a mail that can't be made holds up no other
  }
  await writeSent(() => settleLetter(db, letterId, { status: 'delivered' }, suppressed), beganMs)
  return { kind: 'settled' }
}

/** Sent is sent: what fails now is written down again, as long as nobody else can have claimed it. */
async function writeSent(settle: () => Promise<void>, beganMs: number): Promise<void> {
  for (;;) {
    try {
      return await settle()
    } catch (error) {
      if (Date.now() - beganMs > COMPLETE_WITHIN_MS) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, COMPLETE_AGAIN_MS))
  }
}
