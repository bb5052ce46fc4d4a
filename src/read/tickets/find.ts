import type { OrganizationDb } from '../../database/pool.js'
import {
  TICKET_COLUMNS,
  type TicketRecord,
  type TicketRow,
  ticketFromRow,
} from '../../database/rows.js'
import { isUuid } from '../../database/uuid.js'
import type { Visibility } from '../../database/visibility.js'
import { canTryToClaim, canView } from '../../domain/access/visibility.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'

const ASKED = `EXISTS (SELECT 1 FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = t.id
  AND p.decider_ids @> ARRAY[$3::uuid]) AS asked`

const BY_ID = `SELECT ${TICKET_COLUMNS}, ${ASKED} FROM ticket t WHERE t.organization_id = $1 AND t.id = $2::uuid`
const BY_NUMBER = `SELECT ${TICKET_COLUMNS}, ${ASKED} FROM ticket t WHERE t.organization_id = $1 AND t.number = $2`

/** `after_own_command`: the caller could view it, and may not any more because of what was just carried out. */
type Finding = Exclude<Visibility, 'restorable'> | 'after_own_command'

/** The ticket by id or number, if this person may see it; else `not_found`, whatever the reason. */
export async function findTicket(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
  visibility: Finding = 'normal',
): Promise<TicketRecord> {
  const [row] = await db.query<TicketRow & { asked: boolean }>(isUuid(ref) ? BY_ID : BY_NUMBER, [
    ref,
    viewer.id,
  ])
  if (row === undefined || !isVisible(row.state, viewer, row.asked, visibility)) {
    return refuseMissing('ticket')
  }
  return ticketFromRow(row)
}

function isVisible(
  state: TicketState,
  viewer: Person,
  asked: boolean,
  visibility: Finding,
): boolean {
  if (visibility === 'after_own_command') return true
  if (visibility === 'claimable' && canTryToClaim(viewer, state)) return true
  return canView(viewer, state, asked)
}
