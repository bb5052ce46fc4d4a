import type { RequestView } from '../../contracts/requests.js'
import { Filters } from '../../database/filters.js'
import { orderByInstant, type Page, type PageArguments } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { Values } from '../../database/values.js'
import type { Person } from '../../domain/people.js'
import type { Bounds } from '../bounded-list.js'
import { listWithinBounds } from '../list-within-bounds.js'
import { presentRequest, REQUEST_TICKET, selectRequests } from './present.js'

interface RequestFilter extends PageArguments {
  status?: string | undefined
  kind?: string | undefined
  /** Who asked; left out: anybody. */
  by?: string | undefined
}

const THROUGH = 'FROM request r WHERE r.organization_id = $1'

/** Newest first. */
export function listRequests(
  db: OrganizationDb,
  viewer: Person,
  { status, kind, by, ...page }: RequestFilter,
  bounds?: Bounds,
): Promise<Page<RequestView>> {
  const values = new Values()
  const filters = new Filters(values)
  filters.add(status, (p) => `r.status = ${p}`)
  filters.add(kind, (p) => `r.kind = ${p}`)
  filters.add(by, (p) => `r.by_id = ${p}::uuid`)
  const matching = ['true', ...filters.list].join(' AND ')
  const isOrdered = filters.list.length === 0 || (filters.list.length === 1 && kind === undefined)
  return listWithinBounds(
    db,
    viewer,
    {
      order: orderByInstant('r'),
      select: (further) => selectRequests(viewer, further),
      through: THROUGH,
      alias: 'r',
      joins: REQUEST_TICKET,
      matching,
      matched: `${THROUGH} AND ${matching}`,
      ordered: isOrdered
        ? `FROM request r ${REQUEST_TICKET} WHERE r.organization_id = $1 AND ${matching}`
        : undefined,
      values: values.list,
      view: presentRequest,
    },
    page,
    bounds,
  )
}
