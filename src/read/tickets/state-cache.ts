import { isUuid } from '../../database/uuid.js'
import type { TicketState } from '../../domain/ticket/state.js'

const MOST_STATES = 1_000
/** Of a few people more than a ticket ever has: what is longer is read each time, so that memory stays bounded. */
const LONGEST_STATE = 16_384

/** Where a ticket stood, and the event that brought it there: a database that lost some has the number again, not the id. */
export interface Standing {
  state: TicketState
  eventId: string
}

/**
 * Where tickets stood when this process last looked. Good enough to judge what is then compared with the row, under its
 * lock, in the statement that writes; never enough to refuse by, to show, or to write.
 */
export interface StateCache {
  find(organizationId: string, ref: string): Standing | undefined
  keep(organizationId: string, ref: string, standing: Standing): void
  forget(organizationId: string, ref: string): void
}

export function createStateCache(): StateCache {
  const known = new Map<string, Standing>()
  return {
    find: (organizationId, ref) => known.get(createKey(organizationId, ref)),
    keep: (organizationId, ref, standing) => {
      const key = createKey(organizationId, ref)
      known.delete(key)
      if (JSON.stringify(standing.state).length > LONGEST_STATE) return
      const [oldest] = known.keys()
      if (known.size >= MOST_STATES && oldest !== undefined) known.delete(oldest)
      known.set(key, standing)
    },
    forget: (organizationId, ref) => void known.delete(createKey(organizationId, ref)),
  }
}

/** An id has many spellings, and a number one. */
function createKey(organizationId: string, ref: string): string {
  return `${organizationId}/${isUuid(ref) ? ref.toLowerCase() : ref}`
}
