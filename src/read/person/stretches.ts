import type { OrganizationDb } from '../../database/pool.js'
import { FIRST, LAST, type Stretch } from './part.js'

/** So many rows one statement looks through. */
const TICKETS = 2_000
const ENTRIES = 5_000

const END = `SELECT id FROM ticket WHERE organization_id = $1 AND id > $2 ORDER BY id OFFSET $3 LIMIT 1`

/** All tickets that there are, in the order of their ids; what is filed meanwhile is of the last stretch. */
export async function divideTickets(db: OrganizationDb, many = TICKETS): Promise<Stretch[]> {
  const stretches: Stretch[] = []
  for (let after = FIRST; after !== LAST; ) {
    const [end] = await db.query<{ id: string }>(END, [after, many - 1])
    const to = end?.id ?? LAST
    stretches.push([after, to])
    after = to
  }
  return stretches
}

/** The chain of the audit as far as it goes by now. */
export async function divideEntries(db: OrganizationDb, many = ENTRIES): Promise<Stretch[]> {
  const [head] = await db.query<{ seq: string }>(
    'SELECT seq FROM audit_head WHERE organization_id = $1',
  )
  const last = Number(head?.seq ?? 0)
  return Array.from({ length: Math.ceil(last / many) }, (_, index) => [
    String(index * many),
    String(Math.min(last, (index + 1) * many)),
  ])
}
