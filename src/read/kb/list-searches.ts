import type { KeptSearch, KeptSearchQuery } from '../../contracts/kb-search.js'
import { type Order, type Page, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { selectInstant } from '../../database/rows.js'

const NEWEST: Order<KeptSearch> = {
  name: 'kb_search',
  direction: 'DESC',
  keys: [
    { column: 's.last_at', kind: 'instant', read: ({ lastAt }) => lastAt },
    { column: 's.id', kind: 'uuid', read: ({ id }) => id },
  ],
}

/** What was looked for and not found, the last first. */
export function listSearches(
  db: OrganizationDb,
  { empty, ...page }: KeptSearchQuery,
): Promise<Page<KeptSearch>> {
  const which = empty === undefined ? '' : `AND s.found ${empty === 'true' ? '=' : '>'} 0`
  return paginate(
    db,
    {
      order: NEWEST,
      select: `s.id, s.query, s.times, s.found, ${selectInstant('s.first_at')} AS "firstAt",
        ${selectInstant('s.last_at')} AS "lastAt"`,
      from: `FROM kb_search s WHERE s.organization_id = $1 ${which}`,
      values: [],
      view: (search: KeptSearch) => search,
    },
    page,
  )
}
