import type { Database } from '../../database/pool.js'
import { beginOperation } from '../operations/begin.js'
import { type Author, changeFacts } from '../resources/change-facts.js'
import { closeAccount } from './close-account.js'

interface BeginningErasure {
  id: string
  at: string
}

/**
 * Closes somebody's account at once, and has the rest done behind it, by the operation whose id is that of the author's work.
 * Throws `not_found`, `own_account`, `last_admin`.
 */
export function beginErasure(
  db: Database,
  author: Author & { userId: string },
  { id, at }: BeginningErasure,
): Promise<void> {
  const { organizationId, userId, origin, workId } = author
  return changeFacts(db, author, async (change) => {
    await closeAccount(change, id, userId)
    await beginOperation(change, {
      ...{ organizationId, id: workId, kind: 'user_erasure', requestedById: userId, origin, at },
      input: { userId: id },
      audited: { action: 'user.erase', entity: 'user', entityId: id },
    })
  })
}
