import type { Database } from '../src/database/pool.js'
import { listDeadlineFamilies } from '../src/domain/ticket/deadlines.js'

export interface SweepDeps {
  db: Database
  /** Deadlines are being carried out right now: what is overdue is most likely on its way. */
  isDraining: () => boolean
}

/** At most so many a second. */
const LIMIT = 20

/** Signals what should have happened a minute ago, so that nothing hangs on one delivery. */
export async function signalOverdue({ db, isDraining }: SweepDeps): Promise<void> {
  if (isDraining()) return
  const values = [JSON.stringify(listDeadlineFamilies()), LIMIT]
  await db.query('SELECT signal_overdue($1::jsonb, $2)', values)
}
