import type { Database } from '../src/database/pool.js'
import { listDeadlineFamilies } from '../src/domain/ticket/deadlines.js'

export interface SweepDeps {
  db: Database
  /** Deadlines are being carried out right now: what has just become overdue is most likely on its way. */
  isDraining: () => boolean
  onError: (error: unknown) => void
}

/** At most so many in five seconds, which is how often it is looked. */
const LIMIT = 100
const OVERDUE_SECONDS = 60
const OVERDUE_SECONDS_WHILE_DRAINING = 180
const LOOK_FOR_UNKNOWN_MS = 60_000

/** Signals what should have happened a minute ago, so that nothing hangs on one delivery. */
export function createOverdueSweep({ db, isDraining, onError }: SweepDeps): () => Promise<void> {
  const families = JSON.stringify(listDeadlineFamilies())
  const reported = new Set<string>()
  let nextLookAt = 0
  return async () => {
    const seconds = isDraining() ? OVERDUE_SECONDS_WHILE_DRAINING : OVERDUE_SECONDS
    await db.query('SELECT signal_overdue($1::jsonb, $2, $3)', [families, seconds, LIMIT])
    if (Date.now() < nextLookAt) return
    nextLookAt = Date.now() + LOOK_FOR_UNKNOWN_MS
    for (const kind of await listUnknownKinds(db, families)) {
      if (reported.has(kind)) continue
      reported.add(kind)
      onError(new Error(`deadlines of the kind ${kind} are overdue, which only newer code knows`))
    }
  }
}

/** Of the longest overdue of each organization: what newer code has armed waits for it to come back. */
async function listUnknownKinds(db: Database, families: string): Promise<string[]> {
  const rows = await db.query<{ kind: string }>(
    `SELECT DISTINCT kind FROM organization g, LATERAL (
       SELECT state FROM ticket
       WHERE organization_id = g.id AND next_due_at < now() - interval '1 minute' AND deleted_at IS NULL
       ORDER BY next_due_at LIMIT 100) t, jsonb_object_keys(t.state->'deadlines') AS kind
     WHERE NOT $1::jsonb ? kind`,
    [families],
  )
  return rows.map(({ kind }) => kind)
}
