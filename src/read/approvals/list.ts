import type { ApprovalView } from '../../contracts/approvals.js'
import {
  decodeCursor,
  encodeCursor,
  type Page,
  type PageArguments,
  pageOf,
  withTotal,
} from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso } from '../../database/rows.js'
import type { Approval, ApprovalStep } from '../../domain/approval/approval.js'
import { decidersOf } from '../../domain/approval/approval.js'
import { refuse } from '../../domain/errors.js'
import { isModerator, type Person } from '../../domain/people.js'
import { commentKey } from '../../domain/ticket/effects.js'
import { findTicket, isUuid } from '../tickets/find.js'

interface ApprovalRow {
  id: string
  ticket_id: string
  status: Approval['status']
  reason: string
  amount_minor: string | null
  currency: string | null
  steps: ApprovalStep[]
  requested_by_id: string
  at: Date
  texts: Record<string, string>
}

const COLUMNS = `p.id, p.ticket_id, p.status, p.reason, p.amount_minor, p.currency, p.steps, p.requested_by_id, p.at, t.texts`
const FROM = `FROM approval p JOIN ticket t ON t.organization_id = p.organization_id AND t.id = p.ticket_id
  WHERE p.organization_id = $1`
/** $2 the viewer, $3 whether they see all: otherwise what they ask or are asked. */
const SEEN = 'AND ($3 OR p.requested_by_id = $2 OR p.decider_ids @> ARRAY[$2::uuid])'

function view(row: ApprovalRow): ApprovalView {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    status: row.status,
    reason: row.reason,
    ...(row.amount_minor === null ? {} : { amount: Number(row.amount_minor) }),
    ...(row.currency === null ? {} : { currency: row.currency }),
    steps: row.steps.map((step) => stepOf(row, step)),
    requestedBy: row.requested_by_id,
    at: iso(row.at),
  }
}

/** The last decision of a step is the one that settled it. */
function stepOf({ id, texts }: ApprovalRow, step: ApprovalStep): ApprovalView['steps'][number] {
  const { name, status, approvers, decisions } = step
  const last = decisions.at(-1)
  const comment = last === undefined ? undefined : texts[commentKey(id, last.by)]
  return {
    name,
    status,
    approvers,
    ...(last === undefined ? {} : { decidedBy: last.by, decidedAt: last.at }),
    ...(comment === undefined ? {} : { comment }),
  }
}

interface ApprovalFilter extends PageArguments {
  mine?: string | undefined
  ticketId?: string | undefined
}

/** Newest first. `mine` are those whose present step waits for this person at `at`. */
export async function listApprovals(
  db: OrganizationDb,
  viewer: Person,
  { mine, ticketId, limit, cursor, count }: ApprovalFilter,
  at: string,
): Promise<Page<ApprovalView>> {
  const waiting = mine === 'true' ? await waitingFor(db, viewer.id, at) : null
  const wanted = `${FROM} ${SEEN} AND ($4::uuid IS NULL OR p.ticket_id = $4) AND ($5::uuid[] IS NULL OR p.id = ANY($5))`
  const values = [viewer.id, isModerator(viewer), ticketId ?? null, waiting]
  const before = decodeCursor(cursor, 'id', 1)?.[0] ?? null
  const rows = await db.query<ApprovalRow>(
    `SELECT ${COLUMNS} ${wanted} AND ($6::uuid IS NULL OR p.id < $6) ORDER BY p.id DESC LIMIT $7`,
    [...values, before, limit + 1],
  )
  const page = pageOf(rows, limit, view, (row) => encodeCursor('id', [row.id]))
  return withTotal(db, page, count, `SELECT count(*)::int AS n ${wanted}`, values)
}

async function waitingFor(db: OrganizationDb, userId: string, at: string): Promise<string[]> {
  const rows = await db.query<{ id: string; step: ApprovalStep }>(
    `SELECT p.id, s.value AS step FROM approval p, jsonb_array_elements(p.steps) s
     WHERE p.organization_id = $1 AND p.status = 'pending' AND p.decider_ids @> ARRAY[$2::uuid] AND s.value->>'status' = 'pending'`,
    [userId],
  )
  return rows.filter(({ step }) => decidersOf(step, at).includes(userId)).map(({ id }) => id)
}

/** Throws `not_found` for one of a ticket that this person does not see. */
export async function readApproval(
  db: OrganizationDb,
  viewer: Person,
  id: string,
): Promise<ApprovalView> {
  const [row] = isUuid(id)
    ? await db.query<ApprovalRow>(`SELECT ${COLUMNS} ${FROM} AND p.id = $2`, [id])
    : []
  if (row === undefined) return refuse('not_found', 'There is no such approval.')
  await findTicket(db, viewer, row.ticket_id)
  return view(row)
}

/** All of a ticket that the caller sees, oldest first. */
export async function approvalsOf(db: OrganizationDb, ticketId: string): Promise<ApprovalView[]> {
  const rows = await db.query<ApprovalRow>(
    `SELECT ${COLUMNS} ${FROM} AND p.ticket_id = $2 ORDER BY p.n`,
    [ticketId],
  )
  return rows.map(view)
}
