import type { Transaction } from '../../database/transaction.js'

export interface Failed {
  error: unknown
}

/**
 * Does a part of a transaction, all or nothing: what it throws undoes it alone. Undefined where it is done. Where not even
 * that can be undone, the connection is gone, and the whole transaction with it.
 */
export async function attempt(
  { query }: Transaction,
  work: () => Promise<void>,
): Promise<Failed | undefined> {
  await query('SAVEPOINT effect')
  try {
    await work()
  } catch (error) {
    await query('ROLLBACK TO SAVEPOINT effect')
    return { error }
  }
  await query('RELEASE SAVEPOINT effect')
  return undefined
}
