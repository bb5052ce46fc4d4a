import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'

/** What is kept of a dashboard, and by what it is known to be true still. */
export interface Kept {
  figures: unknown
  generatedAt: string
  /** Changes that were made since then, by id, and how many of them the figures know. */
  floor: string
  changes: number
}

/** Where dashboards are kept for a minute: in the process, or in Redis for all of them. */
export interface DashboardStore {
  get(key: string): Promise<Kept | undefined>
  set(key: string, kept: Kept, seconds: number): Promise<void>
}

const KEPT_SECONDS = 60
/** No transaction lasts longer: what it adds has an id of its beginning. */
const LONGEST_TRANSACTION_SECONDS = 10
/** What was added earlier no dashboard that is kept asks for: it may be summed up. */
export const FRESH_SECONDS = KEPT_SECONDS + 2 * LONGEST_TRANSACTION_SECONDS

const countFrom = (floor: string) => `(SELECT count(*)::int FROM ticket_tally
  WHERE organization_id = $1 AND id >= ${floor} AND requester_id IS NOT NULL AND ($2::uuid IS NULL OR requester_id = $2))`

const CHANGES = `SELECT ${countFrom('$3')} AS n`

const BEGIN = `SELECT floor, at, ${countFrom('floor')} AS changes FROM (
  SELECT now() AS at, id_floor(now() - interval '${LONGEST_TRANSACTION_SECONDS} seconds') AS floor) begun`

/** Whose tickets it is of: a requester's, or all. */
interface Subject {
  key: string
  requesterId: string | null
}

/**
 * Figures at most a minute old, and never older than the last change of what they are of: whether anything has changed is
 * asked each time, of an index. What is changed while they are counted makes them counted again the next time.
 */
export async function readThroughCache<T>(
  store: DashboardStore,
  db: OrganizationDb,
  { key, requesterId }: Subject,
  read: () => Promise<T>,
): Promise<{ figures: T; generatedAt: string; isHit: boolean }> {
  const name = `${db.organizationId}/${key}`
  const known = await store.get(name)
  if (known !== undefined) {
    const [now] = await db.query<{ n: number }>(CHANGES, [requesterId, known.floor])
    // kept under this key
    if (now?.n === known.changes) return { ...known, figures: known.figures as T, isHit: true }
  }
  const [begun] = await db.query<Omit<Kept, 'figures' | 'generatedAt'> & { at: Date }>(BEGIN, [
    requesterId,
  ])
  if (begun === undefined) throw new Error('no row')
  const { floor, changes } = begun
  const figures = await read() // after the count: what is changed meanwhile is not taken for known
  const generatedAt = iso(begun.at)
  await store.set(name, { figures, generatedAt, floor, changes }, KEPT_SECONDS)
  return { figures, generatedAt, isHit: false }
}

/** More are the ones that were asked for last. */
const MOST_KEPT = 5_000

/** In the process. */
export function createDashboardStore(now: () => number): DashboardStore {
  const entries = new Map<string, { kept: Kept; untilMs: number }>()
  return {
    get: async (key) => {
      const entry = entries.get(key)
      return entry === undefined || entry.untilMs <= now() ? undefined : entry.kept
    },
    set: async (key, kept, seconds) => {
      entries.delete(key)
      entries.set(key, { kept, untilMs: now() + seconds * 1_000 })
      const [oldest] = entries.keys()
      if (entries.size > MOST_KEPT && oldest !== undefined) entries.delete(oldest)
    },
  }
}
