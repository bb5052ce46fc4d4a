import { selectActor } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'

export interface UndoneAction {
  command: string
  at: string
  by: { id: string; name: string } | 'system' | 'operator'
}

const SELECT = `SELECT u.data->'undoes'->>'command' AS command, u.data->'undoes'->>'at' AS at,
    ${selectActor('a.actor')} AS by
  FROM ticket_event u JOIN ticket_event a ON a.organization_id = u.organization_id AND a.ticket_id = u.ticket_id
    AND a.seq = (u.data->'undoes'->>'seq')::int
  WHERE u.organization_id = $1 AND u.ticket_id = $2 AND u.command_id = $3`

/** Which action an undo took back: when it was done, and by whom. */
export async function readUndoneAction(
  db: OrganizationDb,
  ticketId: string,
  commandId: string,
): Promise<UndoneAction> {
  const [row] = await db.query<UndoneAction>(SELECT, [ticketId, commandId])
  return row ?? refuseMissing('undo')
}
