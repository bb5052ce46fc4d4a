import { type BulkheadPolicy, BulkheadRejectedError, bulkhead } from 'cockatiel'
import { refuse } from '../../domain/errors.js'

const OF_PERSON = { running: 1, waiting: 4 }
const OF_ORGANIZATION = { running: 2, waiting: 16 }

const searches = bulkhead(4, 16)
const organizations = new Map<string, BulkheadPolicy>()
const people = new Map<string, BulkheadPolicy>()

interface Searcher {
  organizationId: string
  personId: string
}

/**
 * A few at once, so that searches never hold all connections; of one person one and of one organization two, so that
 * nobody's keep others from theirs. Throws `unavailable` for more than can wait.
 */
export async function limitSearches<T>(
  { organizationId, personId }: Searcher,
  search: () => Promise<T>,
): Promise<T> {
  try {
    return await runWithin(people, `${organizationId}/${personId}`, OF_PERSON, () =>
      runWithin(organizations, organizationId, OF_ORGANIZATION, () => searches.execute(search)),
    )
  } catch (error) {
    if (error instanceof BulkheadRejectedError)
      refuse('unavailable', 'Too many search at once; try again shortly.')
    throw error
  }
}

/** Kept for as long as somebody runs or waits. */
async function runWithin<T>(
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
