import type { Database } from '../src/database/pool.js'
import type { Storage } from '../src/storage/storage.js'
import type { FileTools, Mailer } from './ports.js'

export interface ActivityDeps {
  db: Database
  mailer: Mailer
  storage: Storage
  files: FileTools
  /** Where a front end shows the tickets; undefined where there is none. */
  publicUrl: string | undefined
  /** Tells the sequencer that something was committed. */
  notifyCommitted: () => void
  /** A deadline was carried out, or tried. */
  onFired?: () => void
  /** Whether commands were carried out just now; what may wait lets them go first. */
  isBusy?: () => boolean
  newId: () => string
  /** Which attempt of the activity this is, from 1; the first where it is left out. */
  readAttempt?: () => number
}
