import type { OrganizationDb } from '../../database/pool.js'
import type { Facts } from '../../domain/ticket/commands.js'

/** The facts that a command of this person without content would be judged by. */
export async function readFacts(
  db: OrganizationDb,
  ticketId: string,
  userId: string,
): Promise<Facts> {
  const [row] = await db.query<{ facts: Facts }>(
    `SELECT command_facts($1, $2, $3, '{}') AS facts`,
    [ticketId, userId],
  )
  if (row === undefined) throw new Error('command_facts returned nothing')
  return row.facts
}
