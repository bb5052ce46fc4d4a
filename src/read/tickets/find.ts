import type { OrganizationDb } from '../../../prisma/client.js'
import {
  TICKET_COLUMNS,
  type TicketRecord,
  type TicketRow,
  ticketFromRow,
} from '../../../prisma/rows.js'
import { refuse } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import { maySee, mayTryToClaim } from '../../domain/ticket/sight.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const ASKED = `EXISTS (SELECT 1 FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = t.id
  AND p.decider_ids @> ARRAY[$3::uuid]) AS asked`

const BY_ID = `SELECT ${TICKET_COLUMNS}, ${ASKED} FROM ticket t WHERE t.organization_id = $1 AND t.id = $2::uuid`
const BY_NUMBER = `SELECT ${TICKET_COLUMNS}, ${ASKED} FROM ticket t WHERE t.organization_id = $1 AND t.number = $2`

export function isUuid(value: string): boolean {
  return UUID.test(value)
}

/**
 * The ticket by id or number, if this person may see it; else `not_found`, whatever the reason.
 * `forClaim` widens the sight as the claim command does.
 */
export async function findTicket(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
  forClaim = false,
): Promise<TicketRecord> {
  const [row] = await db.query<TicketRow & { asked: boolean }>(isUuid(ref) ? BY_ID : BY_NUMBER, [
    ref,
    viewer.id,
  ])
  const visible =
    row !== undefined &&
    (forClaim ? mayTryToClaim(viewer, row.state) : maySee(viewer, row.state, row.asked))
  if (!visible) return refuse('not_found', 'There is no such ticket.')
  return ticketFromRow(row)
}
