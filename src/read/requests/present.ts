import type { RequestView } from '../../contracts/requests.js'
import { selectDepartment, selectPerson } from '../../database/names.js'
import { iso } from '../../database/rows.js'
import type { Values } from '../../database/values.js'
import { selectTicketName } from '../../database/visibility.js'
import type { Person } from '../../domain/people.js'

interface Decision {
  decidedBy: RequestView['decidedBy'] | null
  decidedAt: Date | null
  decisionReason: string | null
}

export type RequestRow = Omit<RequestView, 'at' | keyof Decision> & Decision & { at: Date }

/** What was asked for, with the name of the department that it names. */
const CONTENT = `CASE WHEN r.content ? 'departmentId' THEN r.content
    || jsonb_build_object('department', ${selectDepartment("(r.content->>'departmentId')::uuid")}) ELSE r.content END`

/** $1 is the organization. */
export const selectRequests = (
  viewer: Person,
  values: Values,
) => `r.id, r.kind, r.ticket_id AS "ticketId", t.number AS "ticketNumber",
  ${selectTicketName(viewer, values)} AS ticket, ${selectPerson('r.by_id')} AS "by", r.reason, ${CONTENT} AS content,
  r.status, r.at, ${selectPerson('r.decided_by_id')} AS "decidedBy", r.decided_at AS "decidedAt",
  r.decision_reason AS "decisionReason"`
export const REQUEST_TICKET =
  'JOIN ticket t ON t.organization_id = r.organization_id AND t.id = r.ticket_id'

export function presentRequest(row: RequestRow): RequestView {
  const { decidedBy, decidedAt, decisionReason, ...request } = row
  return {
    ...request,
    at: iso(row.at),
    ...(decidedBy ? { decidedBy } : {}),
    ...(decidedAt === null ? {} : { decidedAt: iso(decidedAt) }),
    ...(decisionReason === null ? {} : { decisionReason }),
  }
}
