import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { type Author, changeAudited } from '../resources/change-facts.js'

const SET = `UPDATE technician SET feed_token_hash = $3 WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
  AND ($3::text IS NOT NULL OR feed_token_hash IS NOT NULL) RETURNING id`

/**
 * By what a technician's calendar is read from now on; null: by nothing. The one before opens nothing any more. Throws `not_found`
 * where there is none to take back.
 */
export function setFeedToken(
  db: Database,
  author: Author,
  technicianId: string,
  hash: string | null,
): Promise<void> {
  return changeAudited(db, author, async (change) => {
    const rows = await change.query(SET, [technicianId, hash])
    if (rows.length === 0) return refuseMissing('token')
    const verb = hash === null ? 'revoke_calendar_token' : 'create_calendar_token'
    const audited = { action: `technician.${verb}`, entity: 'technician', entityId: technicianId }
    await change.audit(audited)
  })
}
