import type { OrganizationDb } from '../../src/database/pool.js'
import type { OutboxQueue } from '../../src/database/queue.js'
import { CarrierAwayError, CarrierRefusedError, PartlyRefusedError } from '../ports.js'
import type { ToldLetter } from './carrier.js'
import type { Carriers } from './carriers.js'
import { readLetter, type Suppressed } from './letters.js'
import { settleLetter } from './settle-letter.js'
import type { FactsReader } from './shared-facts.js'

export interface Post {
  queue: OutboxQueue
  carriers: Carriers
}

/** What became of a letter: `settled` is sent, or will never be and says why. Others may be given up. */
export type Sent = { kind: 'settled' } | Unsent
export type Unsent = { suppressed: Suppressed } & (
  | { kind: 'away'; code: string }
  | { kind: 'refused'; code: string; isFinal: boolean; isPartial: boolean }
)

/** Less than its claim (deliver-due.ts). */
const COMPLETE_WITHIN_MS = 50_000
const COMPLETE_AGAIN_MS = 500

/** Sends what was claimed by its channel, to a reader who may still read it. */
export async function sendLetter(
  { carriers }: Post,
  db: OrganizationDb,
  letterId: string,
  facts: FactsReader,
): Promise<Sent> {
  const beganMs = Date.now()
  const letter = await readLetter(db, letterId, facts)
  if (letter.kind === 'nothing') {
    await settleLetter(db, letterId, { status: 'suppressed' }, letter.suppressed)
    return { kind: 'settled' }
  }
  const suppressed = letter.kind === 'tickets' ? letter.suppressed : {}
  try {
    const reason = await carriers[nameChannel(letter)](db, letterId, letter)
    if (reason !== undefined) {
      await settleLetter(db, letterId, { status: 'suppressed', reason }, suppressed)
      return { kind: 'settled' }
    }
  } catch (error) {
    return { ...nameFailure(error), suppressed }
  }
  await writeSent(() => settleLetter(db, letterId, { status: 'delivered' }, suppressed), beganMs)
  return { kind: 'settled' }
}

function nameChannel(letter: ToldLetter) {
  return letter.kind === 'tickets' ? letter.channel : 'mail'
}

function nameFailure(error: unknown) {
  if (error instanceof CarrierAwayError) return { kind: 'away' as const, code: error.message }
  const kind = 'refused' as const
  if (error instanceof CarrierRefusedError) {
    const isPartial = error instanceof PartlyRefusedError
    return { kind, code: error.message, isFinal: error.isFinal, isPartial }
  }
  return { kind, code: 'internal', isFinal: false, isPartial: false } // a letter that can't be made holds up no other
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
