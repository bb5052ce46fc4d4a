import type { RequestView } from '../../contracts/requests.js'
import { orderByInstant, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Person } from '../../domain/people.js'
import { presentRequest, REQUESTS, selectRequests } from './present.js'

interface RequestFilter extends PageArguments {
  status?: string | undefined
  kind?: string | undefined
  /** Who asked; left out: anybody. */
  by?: string | undefined
}

/** Newest first. */
export function listRequests(
  db: OrganizationDb,
  viewer: Person,
  { status, kind, by, ...page }: RequestFilter,
): Promise<Page<RequestView>> {
  return paginate(
    db,
    {
      order: orderByInstant('r'),
      select: (values) => selectRequests(viewer, values),
      from: `${REQUESTS} AND ($2::text IS NULL OR r.status = $2) AND ($3::text IS NULL OR r.kind = $3)
        AND ($4::uuid IS NULL OR r.by_id = $4)`,
      values: [status ?? null, kind ?? null, by ?? null],
      view: presentRequest,
    },
    page,
  )
}
