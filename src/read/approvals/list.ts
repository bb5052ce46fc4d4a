import type { ApprovalView } from '../../contracts/approvals.js'
import { orderByInstant, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { type ApprovalStep, openDeciders } from '../../domain/approval/step.js'
import { hasRole, isModerator, type Person } from '../../domain/people.js'
import { APPROVALS, type ApprovalRow, presentApproval, selectApprovals } from './present.js'

/** $2 is the viewer, $3 whether they see all, $4 whether they may be asked; others see what they ask. $5 and $6 are filters. */
const WANTED = `${APPROVALS} AND ($3 OR p.requested_by_id = $2 OR ($4 AND p.decider_ids @> ARRAY[$2::uuid]))
  AND ($5::uuid IS NULL OR p.ticket_id = $5) AND ($6::uuid[] IS NULL OR p.id = ANY($6))`

interface ApprovalFilter extends PageArguments {
  mine?: string | undefined
  ticketId?: string | undefined
}

/** Newest first. `mine` are those whose present step waits for this person at the instant `at`. */
export async function listApprovals(
  db: OrganizationDb,
  viewer: Person,
  { mine, ticketId, ...page }: ApprovalFilter,
  at: string,
): Promise<Page<ApprovalView>> {
  const isApprover = hasRole(viewer, 'approver')
  const isMine = mine === 'true'
  const mayWait = isMine && isApprover
  const waiting = mayWait ? await findApprovalsToDecide(db, viewer.id, at) : []
  return paginate(
    db,
    {
      order: orderByInstant('p'),
      select: (values) => selectApprovals(viewer, values),
      from: WANTED,
      values: [
        viewer.id,
        isModerator(viewer),
        isApprover,
        ticketId ?? null,
        isMine ? waiting : null,
      ],
      view: (row: ApprovalRow) => presentApproval(row, viewer),
    },
    page,
  )
}

const PENDING_STEPS = `SELECT p.id, s.value AS step FROM approval p, jsonb_array_elements(p.steps) s
  WHERE p.organization_id = $1 AND p.status = 'pending' AND p.decider_ids @> ARRAY[$2::uuid] AND s.value->>'status' = 'pending'`

/** Who decides a step depends on delegations, which begin and end by time. */
async function findApprovalsToDecide(
  db: OrganizationDb,
  userId: string,
  at: string,
): Promise<string[]> {
  const rows = await db.query<{ id: string; step: ApprovalStep }>(PENDING_STEPS, [userId])
  return rows.filter(({ step }) => openDeciders(step, at).includes(userId)).map(({ id }) => id)
}
