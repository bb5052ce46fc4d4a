import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel'
import type { QueryOptions } from '../database/pool.js'
import { refuse } from '../domain/errors.js'

/** Nothing is worth a connection for longer. */
export const LONG_READ = { prepared: false, timeoutMs: 2_000 } satisfies QueryOptions

const OF_PERSON = { running: 1, waiting: 8 }
const OF_ORGANIZATION = { running: 2, waiting: 32 }

const reads = bulkhead(4, 64)
const organizations = new Map<string, BulkheadPolicy>()
const people = new Map<string, BulkheadPolicy>()

/** Who reads. */
export interface Reader {
  organizationId: string
  personId: string
}

/**
 * For searches, and for lists that no index has in their order. A few at once, so that they never hold all connections;
 * of one person one and of one organization two, so that nobody's keep others from theirs. Throws `unavailable` for
 * more than can wait.
 */
export async function limitLongReads<T>(
  { organizationId, personId }: Reader,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await runWithin(people, `${organizationId}/${personId}`, OF_PERSON, () =>
      runWithin(organizations, organizationId, OF_ORGANIZATION, () => reads.execute(read)),
    )
  } catch (error) {
    if (error instanceof BulkheadRejectedError)
      refuse(
        'unavailable',
        'Too many searches and long lists are asked for at once; try again shortly.',
      )
    throw error
  }
}

/** Kept for as long as somebody runs or waits. */
export async function runWithin<T>(
  all: Map<string, BulkheadPolicy>,
  key: string,
  { running, waiting }: { running: number; waiting: number },
  work: () => Promise<T>,
): Promise<T> {
  const own = all.get(key) ?? bulkhead(running, waiting)
  all.set(key, own)
  try {
    return await own.execute(work)
  } finally {
    if (own.executionSlots === running) all.delete(key)
  }
}
