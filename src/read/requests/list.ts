import type { RequestView } from '../../contracts/requests.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { presentRequest, REQUEST_COLUMNS, REQUESTS } from './present.js'

interface RequestFilter extends PageArguments {
  status: string
  kind?: string | undefined
}

/** The moderators' inbox, newest first. */
export function listRequests(
  db: OrganizationDb,
  { status, kind, ...page }: RequestFilter,
): Promise<Page<RequestView>> {
  return paginate(
    db,
    {
      order: orderById('r.id', 'DESC'),
      select: REQUEST_COLUMNS,
      from: `${REQUESTS} AND r.status = $2 AND ($3::text IS NULL OR r.kind = $3)`,
      values: [status, kind ?? null],
      view: presentRequest,
    },
    page,
  )
}
