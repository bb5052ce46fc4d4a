import type { Database } from '../src/database/pool.js'
import type { GiveReplyAddress } from '../src/domain/mail-in/recipient.js'
import type { SurveyRef } from '../src/domain/surveys/survey.js'
import type { PaymentProvider } from '../src/payments/provider.js'
import type { StaffStore } from '../src/staff-store/client.js'
import type { Storage } from '../src/storage/storage.js'
import type { Embedding } from '../src/write/kb/embed-due.js'
import type { FilingDeps } from '../src/write/mail-in/deps.js'
import type { FileTools, Mailer, Pusher, Texter } from './ports.js'

export interface ActivityDeps {
  db: Database
  mailer: Mailer
  /** Undefined where nothing is pushed. */
  pusher?: Pusher | undefined
  /** Undefined where there are no text messages. */
  texter?: Texter | undefined
  storage: Storage
  files: FileTools
  /** Undefined where none is configured. */
  staffStore: StaffStore | undefined
  /** How mails that came in are read, and what their addresses are signed by. */
  mailIn: Omit<FilingDeps, 'db' | 'storage'>
  /** What embeds articles; undefined where none is configured. */
  embedding?: Embedding | undefined
  /** Who takes what customers pay. */
  payments: PaymentProvider
  /** Where a front end shows the tickets; undefined where there is none. */
  publicUrl: string | undefined
  /** What the tokens of mailed links are derived by: no token is ever stored. */
  linkSecret: Buffer
  /** Where a mail about a ticket is answered to; undefined where none comes in. */
  giveReplyAddress?: GiveReplyAddress | undefined
  /** Where a survey is answered, without signing in. */
  giveSurveyUrl: (survey: SurveyRef) => string
  /** Tells the sequencer that something was committed. */
  notifyCommitted: () => void
  /** A piece of work failed that keeps back no other, and is tried again. */
  onFailed?: (error: unknown) => void
  /** Commands were put into the inbox, for the relay. */
  onQueued?: () => void
  /** A deadline was carried out, or tried. */
  onFired?: () => void
  /** Whether commands were carried out just now; what may wait lets them go first. */
  isBusy?: () => boolean
  newId: () => string
  /** Which attempt of the activity this is, from 1; the first where it is left out. */
  readAttempt?: () => number
}
