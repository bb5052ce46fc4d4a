import type { Database } from '../../database/pool.js'
import { refuse } from '../../domain/errors.js'
import { type Author, type Change, changeFacts } from '../resources/change-facts.js'
import { keepAdmin } from '../users/keep-admin.js'

const UNIQUE_VIOLATION = '23505'

/** One transaction of a directory. It never leaves an organization without an admin. Throws `last_admin`, `already_exists`. */
export async function changeDirectory<T>(
  db: Database,
  author: Author,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  try {
    return await changeFacts(db, author, (change) => keepAdmin(change, () => work(change)))
  } catch (error) {
    // somebody has registered with that name since it was looked for
    if (isTaken(error)) return refuse('already_exists', 'Another account has that name by now.')
    throw error
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
}
