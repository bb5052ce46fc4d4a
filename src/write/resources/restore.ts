import type { Database } from '../../database/pool.js'
import { refuseMissing } from '../../domain/errors.js'
import { type Author, changeFacts } from './change-facts.js'
import {
  findResource,
  type Members,
  type Named,
  type Resource,
  readWritten,
  type Shown,
} from './resource.js'
import { refuseStaleVersion, refuseTakenName } from './versions.js'

/** Takes a deletion back; what was not deleted stays as it is. Throws `not_found`. */
export function restoreResource(
  db: Database,
  author: Author,
  resource: Resource,
  { id, ifMatch }: Named,
): Promise<Shown> {
  return changeFacts(db, author, async (change) => {
    const found = await findResource(change, resource, id)
    if (found === undefined) return refuseMissing(resource.noun)
    if (!found.isDeleted) return found.view
    refuseStaleVersion(found.view, ifMatch)
    await refuseTakenName(change, resource, (found.view as Shown & Members).name, id)
    await resource.revive?.(change, found.view)
    await change.query(
      `UPDATE ${resource.table} SET deleted_at = NULL, updated_at = now() WHERE organization_id = $1 AND id = $2`,
      [id],
    )
    const after = await readWritten(change, resource, id)
    const { entity } = resource
    await change.audit({ action: `${entity}.restore`, entity, entityId: id, after })
    return after
  })
}
