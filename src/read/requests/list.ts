import type { RequestView } from '../../contracts/requests.js'
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
import { refuse } from '../../domain/errors.js'
import { isUuid } from '../tickets/find.js'

type RequestRow = Omit<RequestView, 'at'> & { at: Date }

const COLUMNS = `r.id, r.kind, r.ticket_id AS "ticketId", t.number AS "ticketNumber", r.by_id AS "by", r.reason,
  r.content, r.status, r.at`
const FROM = `FROM request r JOIN ticket t ON t.organization_id = r.organization_id AND t.id = r.ticket_id
  WHERE r.organization_id = $1`

const view = (row: RequestRow): RequestView => ({ ...row, at: iso(row.at) })

interface RequestFilter extends PageArguments {
  status: string
  kind?: string | undefined
}

/** The moderators' inbox, newest first. */
export async function listRequests(
  db: OrganizationDb,
  { status, kind, limit, cursor, count }: RequestFilter,
): Promise<Page<RequestView>> {
  const wanted = `${FROM} AND r.status = $2 AND ($3::text IS NULL OR r.kind = $3)`
  const values = [status, kind ?? null]
  const before = decodeCursor(cursor, 'id', 1)?.[0] ?? null
  const rows = await db.query<RequestRow>(
    `SELECT ${COLUMNS} ${wanted} AND ($4::uuid IS NULL OR r.id < $4) ORDER BY r.id DESC LIMIT $5`,
    [...values, before, limit + 1],
  )
  const page = pageOf(rows, limit, view, (row) => encodeCursor('id', [row.id]))
  return withTotal(db, page, count, `SELECT count(*)::int AS n ${wanted}`, values)
}

/** Throws `not_found`, for a malformed id too. */
export async function readRequest(db: OrganizationDb, id: string): Promise<RequestView> {
  if (!isUuid(id)) return refuse('not_found', 'There is no such request.')
  const [row] = await db.query<RequestRow>(`SELECT ${COLUMNS} ${FROM} AND r.id = $2`, [id])
  return row === undefined ? refuse('not_found', 'There is no such request.') : view(row)
}
