import type { ApprovalView } from '../../contracts/approvals.js'
import { Filters } from '../../database/filters.js'
import { orderByInstant, type Page, type PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import { anyCondition } from '../../database/visibility.js'
import { hasRole, isModerator, type Person } from '../../domain/people.js'
import type { Bounds } from '../bounded-list.js'
import { listWithinBounds } from '../list-within-bounds.js'
import { findApprovalsToDecide } from './find-to-decide.js'
import { APPROVAL_TICKET, type ApprovalRow, presentApproval, selectApprovals } from './present.js'

interface ApprovalFilter extends PageArguments {
  mine?: string | undefined
  ticketId?: string | undefined
}

const THROUGH = 'FROM approval p WHERE p.organization_id = $1'

/** Newest first. `mine` are those whose present step waits for this person at the instant `at`. */
export async function listApprovals(
  db: OrganizationDb,
  viewer: Person,
  { mine, ticketId, ...page }: ApprovalFilter,
  at: string,
  bounds?: Bounds,
): Promise<Page<ApprovalView>> {
  const values = new Values()
  const filters = new Filters(values)
  const parts = listParts(viewer, values)
  filters.add(ticketId, (p) => `p.ticket_id = ${p}::uuid`)
  const waiting = mine === 'true' ? await findApprovalsToDecide(db, viewer, at) : undefined
  filters.add(waiting, (p) => `p.id = ANY(${p}::uuid[])`)
  const matching = [anyCondition(parts), ...filters.list].join(' AND ')
  const isOrdered = parts.length === 1 && filters.list.length === 0
  const ordered = `FROM approval p ${APPROVAL_TICKET} WHERE p.organization_id = $1 AND ${matching}`
  return listWithinBounds(
    db,
    viewer,
    {
      order: orderByInstant('p'),
      select: (further) => selectApprovals(viewer, further),
      through: THROUGH,
      alias: 'p',
      joins: APPROVAL_TICKET,
      matching,
      matched: uniteParts(parts, filters.list),
      ordered: isOrdered ? ordered : undefined,
      values: values.list,
      view: (row: ApprovalRow) => presentApproval(row, viewer),
    },
    page,
    bounds,
  )
}

/** Which somebody sees, each a condition that an index serves: all of them, or what they asked for and are asked. */
function listParts(viewer: Person, values: Values): string[] {
  if (isModerator(viewer)) return ['true']
  const me = values.add(viewer.id)
  const asked = `p.decider_ids @> ARRAY[${me}::uuid]`
  return [`p.requested_by_id = ${me}::uuid`, ...(hasRole(viewer, 'approver') ? [asked] : [])]
}

function uniteParts(parts: readonly string[], filters: readonly string[]): string {
  const [first = 'true', ...others] = parts
  if (others.length === 0) return `${THROUGH} AND ${[first, ...filters].join(' AND ')}`
  const selected = parts.map((part) => {
    return `SELECT p.id ${THROUGH} AND ${[part, ...filters].join(' AND ')}`
  })
  return `${THROUGH} AND p.id IN (${selected.join(' UNION ')})`
}
