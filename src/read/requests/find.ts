import type { RequestView } from '../../contracts/requests.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import { refuseMissing } from '../../domain/errors.js'
import { presentRequest, REQUEST_COLUMNS, REQUESTS, type RequestRow } from './present.js'

const BY_ID = `SELECT ${REQUEST_COLUMNS} ${REQUESTS} AND r.id = $2`

/** Throws `not_found`, for a malformed id too. */
export async function readRequest(db: OrganizationDb, id: string): Promise<RequestView> {
  const [row] = isUuid(id) ? await db.query<RequestRow>(BY_ID, [id]) : []
  return row === undefined ? refuseMissing('request') : presentRequest(row)
}
