import type { Database } from '../src/database/pool.js'
import { listDeadlineFamilies } from '../src/domain/ticket/deadlines.js'

export interface SweepDeps {
  db: Database
  /** Deadlines are being carried out right now: what has just become overdue is most likely on its way. */
  isDraining: () => boolean
}

/** At most so many a second. */
const LIMIT = 20
const OVERDUE_SECONDS = 60
const OVERDUE_SECONDS_WHILE_DRAINING = 180

/** Signals what should have happened a minute ago, so that nothing hangs on one delivery. */
export async function signalOverdue({ db, isDraining }: SweepDeps): Promise<void> {
  const seconds = isDraining() ? OVERDUE_SECONDS_WHILE_DRAINING : OVERDUE_SECONDS
  const values = [JSON.stringify(listDeadlineFamilies()), seconds, LIMIT]
  await db.query('SELECT signal_overdue($1::jsonb, $2, $3)', values)
}
