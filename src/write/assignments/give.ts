import type { Database } from '../../database/pool.js'
import type { Actor } from '../../domain/people.js'
import { readGroupQueue } from '../../read/groups/queue.js'

/** So many commands in one statement; the rest follows at once. */
const MOST = 100

/** One command a place in the queue at a time, whoever else gives: their ids tell the tries apart. */
const GIVE = `INSERT INTO command_inbox (id, organization_id, ticket_id, name, actor, payload, created_at, deferred_at)
  SELECT given.id, $1, given."ticketId", 'assign', given.actor, given.payload, clock_timestamp(), clock_timestamp()
  FROM jsonb_to_recordset($2::jsonb) AS given (id text, "ticketId" uuid, actor jsonb, payload jsonb)
  WHERE NOT EXISTS (
    SELECT 1 FROM command_inbox i WHERE i.organization_id = $1 AND i.ticket_id = given."ticketId"
      AND i.status = 'pending' AND i.actor->'for'->>'by' = 'routing')
  ON CONFLICT (id) DO NOTHING RETURNING id`

export interface Given {
  given: number
  waiting: number
}

/**
 * Chooses, for what waits in the queue of a group, who gets it, and puts it into the inbox: each ticket's own run carries
 * it out, where limits are judged again. Repeating it chooses for none that is on its way.
 */
export async function giveTickets(
  db: Database,
  { organizationId, groupId }: { organizationId: string; groupId: string },
): Promise<Given> {
  const queue = await readGroupQueue(db.of(organizationId), groupId)
  const commands = queue.flatMap(({ ticketId, causedBy, tries, choice }) => {
    if (choice?.kind !== 'given') return []
    const { userId: assigneeId, why } = choice
    const actor: Actor = { kind: 'system', for: { by: 'routing', why, causedBy } }
    const id = `assignment/${ticketId}/${causedBy}/${tries + 1}`
    return [{ id, ticketId, actor, payload: { assigneeId } }]
  })
  if (commands.length === 0) return { given: 0, waiting: queue.length }
  const given = await db.of(organizationId).query(GIVE, [JSON.stringify(commands.slice(0, MOST))])
  return { given: given.length, waiting: queue.length }
}
