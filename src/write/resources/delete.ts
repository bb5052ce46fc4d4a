import type { Database } from '../../database/pool.js'
import { type Author, changeFacts } from './change-facts.js'
import { type Members, type Named, type Resource, requireResource } from './resource.js'
import { refuseStaleVersion } from './versions.js'

/** It stays where it is, and shows where it was named; nothing new refers to it. Throws `not_found`. */
export function deleteResource(
  db: Database,
  author: Author,
  resource: Resource,
  { id, ifMatch, options = {} }: Named & { options?: Members },
): Promise<void> {
  return changeFacts(db, author, async (change) => {
    const before = await requireResource(change, resource, id)
    refuseStaleVersion(before, ifMatch)
    await resource.retire?.(change, before, options)
    await change.query(
      `UPDATE ${resource.table} SET deleted_at = now(), updated_at = now() WHERE organization_id = $1 AND id = $2`,
      [id],
    )
    const after = Object.keys(options).length === 0 ? {} : { after: options }
    const { entity } = resource
    await change.audit({ action: `${entity}.delete`, entity, entityId: id, before, ...after })
  })
}
