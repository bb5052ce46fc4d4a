import { refuseUnknown } from '../../domain/ticket/refusals.js'
import type { Change } from '../resources/change-facts.js'

const THERE = `SELECT 1 FROM ticket WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL AND status <> 'draft'`

/** What a body names must have been filed; throws `ticket_not_found`. */
export async function requireTicket({ query }: Change, id: string | null): Promise<void> {
  if (id !== null && (await query(THERE, [id])).length === 0) refuseUnknown('ticket', [id])
}
