import type { RequestView } from '../../contracts/requests.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { Values } from '../../database/values.js'
import { refuseMissing } from '../../domain/errors.js'
import type { Person } from '../../domain/people.js'
import { presentRequest, REQUEST_TICKET, type RequestRow, selectRequests } from './present.js'

/** Throws `not_found`, for a malformed id too. */
export async function readRequest(
  db: OrganizationDb,
  viewer: Person,
  id: string,
): Promise<RequestView> {
  const values = new Values([id])
  const text = `SELECT ${selectRequests(viewer, values)} 
    FROM request r ${REQUEST_TICKET} WHERE r.organization_id = $1 AND r.id = $2`
  const [row] = isUuid(id) ? await db.query<RequestRow>(text, values.list) : []
  return row === undefined ? refuseMissing('request') : presentRequest(row)
}
