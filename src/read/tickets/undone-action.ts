import type { OrganizationDb } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Actor } from '../../domain/people.js'

export interface UndoneAction {
  command: string
  at: string
  by: { id: string; name: string } | 'system' | 'operator'
}

const SELECT = `SELECT u.data->'undoes'->>'command' AS command, u.data->'undoes'->>'at' AS at, a.actor,
    p.first_name || ' ' || p.last_name AS name
  FROM ticket_event u JOIN ticket_event a ON a.organization_id = u.organization_id AND a.ticket_id = u.ticket_id
    AND a.seq = (u.data->'undoes'->>'seq')::int
  LEFT JOIN app_user p ON p.organization_id = a.organization_id AND p.id = (a.actor->>'id')::uuid
  WHERE u.organization_id = $1 AND u.ticket_id = $2 AND u.command_id = $3`

/** Which action an undo took back: when it was done, and by whom. */
export async function readUndoneAction(
  db: OrganizationDb,
  ticketId: string,
  commandId: string,
): Promise<UndoneAction> {
  const [row] = await db.query<{ command: string; at: string; actor: Actor; name: string | null }>(
    SELECT,
    [ticketId, commandId],
  )
  if (row === undefined) return refuseMissing('undo')
  const { command, at, actor, name } = row
  return {
    command,
    at,
    by: actor.kind === 'user' ? { id: actor.id, name: name ?? '' } : actor.kind,
  }
}
