import type { ScimTokenView } from '../../contracts/scim-tokens.js'
import { selectPerson } from '../../database/names.js'
import { orderById, type Page, type PageArguments, paginate } from '../../database/paginate.js'
import type { OrganizationDb } from '../../database/pool.js'
import { iso, isoOrNull } from '../../database/rows.js'

export interface ScimTokenRow {
  id: string
  name: string
  createdBy: { id: string; name: string }
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
}

/** The columns of a row `t` of `scim_token`. */
export const SCIM_TOKEN = `t.id, t.name, ${selectPerson('t.created_by_id')} AS "createdBy", t.created_at AS "createdAt",
  t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt"`

/** Those that were not taken back, newest first; none of them tells its secret. */
export function listScimTokens(
  db: OrganizationDb,
  page: PageArguments,
): Promise<Page<ScimTokenView>> {
  const listing = {
    order: orderById('t.id', 'DESC'),
    select: SCIM_TOKEN,
    from: 'FROM scim_token t WHERE t.organization_id = $1 AND t.revoked_at IS NULL',
    view: presentScimToken,
  }
  return paginate(db, listing, page)
}

export function presentScimToken(row: ScimTokenRow): ScimTokenView {
  return {
    ...row,
    createdAt: iso(row.createdAt),
    expiresAt: isoOrNull(row.expiresAt),
    lastUsedAt: isoOrNull(row.lastUsedAt),
  }
}
