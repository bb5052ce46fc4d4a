import type { OrganizationDb } from '../../database/pool.js'
import type { DeclaredFact, Facts } from '../../domain/ticket/facts.js'

const ALL_FACTS: DeclaredFact[] = ['policies', 'openSubTickets', 'draft', 'files', 'load']

/** The facts that a command of this person without content would be judged by. */
export async function readFacts(
  db: OrganizationDb,
  ticketId: string,
  userId: string,
): Promise<Facts> {
  const [row] = await db.query<{ facts: Facts }>(
    `SELECT command_facts($1, t.id, t.state, $3, '{}', $4::jsonb) AS facts
     FROM ticket t WHERE t.organization_id = $1 AND t.id = $2`,
    [ticketId, userId, JSON.stringify(ALL_FACTS)],
  )
  if (row === undefined) throw new Error('command_facts returned nothing')
  return row.facts
}
