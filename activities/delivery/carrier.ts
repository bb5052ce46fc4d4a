import type { OrganizationDb } from '../../src/database/pool.js'
import type { GiveReplyAddress } from '../../src/domain/mail-in/recipient.js'
import type { SurveyRef } from '../../src/domain/surveys/survey.js'
import type { Suppression } from '../../src/domain/ticket/outcome/suppression.js'
import type { Letter } from './letters.js'

/** A letter that has something to tell. */
export type ToldLetter = Exclude<Letter, { kind: 'nothing' }>

/** What words need beside what they tell of. */
export interface Wording {
  publicUrl: string | undefined
  /** Hears of what has no words: it is named by its ticket alone, so that it keeps back nothing else. */
  report: (error: unknown) => void
  /** What the tokens of mailed links are derived by. */
  linkSecret: Buffer
  /** Where a survey is answered. */
  giveSurveyUrl: (survey: SurveyRef) => string
  /** Where a mail about a ticket is answered to; undefined where none comes in. */
  giveReplyAddress?: GiveReplyAddress | undefined
}

/**
 * Takes a letter to its reader by one channel. It answers why it reaches nobody, or nothing once it has left; throws
 * `CarrierAwayError` and `CarrierRefusedError`.
 */
export type Carrier = (
  db: OrganizationDb,
  letterId: string,
  letter: ToldLetter,
) => Promise<Suppression | undefined>
