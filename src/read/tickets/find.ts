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
import { addLoads } from './add-loads.js'
import type { Standing } from './state-cache.js'

const ASKED = `EXISTS (SELECT 1 FROM approval p WHERE p.organization_id = $1 AND p.ticket_id = t.id
  AND p.decider_ids @> ARRAY[$3::uuid]) AS asked`

function selectBy(columns: string) {
  const select = `SELECT ${columns}, ${ASKED} FROM ticket t WHERE t.organization_id = $1`
  return { id: `${select} AND t.id = $2::uuid`, number: `${select} AND t.number = $2` }
}

const RECORD = selectBy(TICKET_COLUMNS)
const STATE = selectBy('t.state')
const STANDING = selectBy(`t.state, (SELECT e.id FROM ticket_event e
  WHERE e.organization_id = $1 AND e.ticket_id = t.id AND e.seq = t.seq) AS "eventId"`)

/** `after_own_command`: the caller could view it, and may not any more because of what was just carried out. */
type Finding = Exclude<Visibility, 'restorable'> | 'after_own_command'

/** The ticket by id or number, if this person may see it; else `not_found`, whatever the reason. */
export async function findTicket(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
  visibility: Finding = 'normal',
): Promise<TicketRecord> {
  return (await findTicketIfVisible(db, viewer, ref, visibility)) ?? refuseMissing('ticket')
}

/** The same; undefined where they may not. */
export async function findTicketIfVisible(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
  visibility: Finding = 'normal',
): Promise<TicketRecord | undefined> {
  const row = await findRow<TicketRow>(db, viewer, ref, visibility, RECORD)
  if (row === undefined) return undefined
  const [record] = await addLoads(db, viewer, [ticketFromRow(row)])
  return record
}

/** As `findTicketState`, with the event that brought it there; undefined where they may not. */
export async function findStanding(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
): Promise<Standing | undefined> {
  return findRow<Standing>(db, viewer, ref, 'normal', STANDING)
}

/** As `findTicket`, for what needs to know no more than where the ticket stands. */
export async function findTicketState(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
  visibility: Finding = 'normal',
): Promise<TicketState> {
  const row = await findRow<{ state: TicketState }>(db, viewer, ref, visibility, STATE)
  return row?.state ?? refuseMissing('ticket')
}

async function findRow<R extends { state: TicketState }>(
  db: OrganizationDb,
  viewer: Person,
  ref: string,
  visibility: Finding,
  by: Record<'id' | 'number', string>,
): Promise<R | undefined> {
  const text = isUuid(ref) ? by.id : by.number
  const [row] = await db.query<R & { asked: boolean }>(text, [ref, viewer.id])
  return row !== undefined && isVisible(row.state, viewer, row.asked, visibility) ? row : undefined
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
