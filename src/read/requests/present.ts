import type { RequestView } from '../../contracts/requests.js'
import { iso } from '../../database/rows.js'

export type RequestRow = Omit<RequestView, 'at'> & { at: Date }

export const REQUEST_COLUMNS = `r.id, r.kind, r.ticket_id AS "ticketId", t.number AS "ticketNumber", r.by_id AS "by", r.reason,
  r.content, r.status, r.at`
export const REQUESTS = `FROM request r JOIN ticket t ON t.organization_id = r.organization_id AND t.id = r.ticket_id
  WHERE r.organization_id = $1`

export function presentRequest(row: RequestRow): RequestView {
  return { ...row, at: iso(row.at) }
}
