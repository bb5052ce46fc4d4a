import type { ListedSync } from '../../contracts/staff-sync.js'
import { type Order, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { presentSync, SYNC_COLUMNS, SYNCS, type SyncRow } from './present-sync.js'

const NEWEST: Order<SyncRow> = {
  name: 'at',
  direction: 'DESC',
  keys: [
    { column: 'o.created_at', kind: 'instant', read: ({ at }) => at },
    { column: 'o.id', kind: 'uuid', read: ({ id }) => id },
  ],
}

/** The newest first, whoever began them. */
export function listStaffSyncs(db: OrganizationDb, page: PageArguments): Promise<Page<ListedSync>> {
  const listing = { order: NEWEST, select: SYNC_COLUMNS, from: SYNCS, values: [] }
  return paginate(db, { ...listing, view: presentSync }, page)
}
