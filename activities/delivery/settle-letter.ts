import type { OrganizationDb } from '../../src/database/pool.js'
import type { Suppression } from '../../src/domain/ticket/outcome/suppression.js'
import type { Suppressed } from './letters.js'

/** How a letter ended; the reason is a code. */
export type Ending =
  | { status: 'delivered'; reason?: never }
  | { status: 'failed'; reason: string }
  | { status: 'suppressed'; reason?: Suppression }

/** Ends a letter for good, and writes what became of each notification in it. Again changes nothing. */
export async function settleLetter(
  db: OrganizationDb,
  letterId: string,
  { status, reason }: Ending,
  suppressed: Suppressed = {},
): Promise<void> {
  const error = reason ?? (status === 'suppressed' ? status : null)
  await db.query('SELECT settle_letter($1, $2, $3, $4, $5::jsonb)', [
    letterId,
    status,
    error,
    JSON.stringify(suppressed),
  ])
}
