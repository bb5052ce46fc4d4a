import type { Database } from '../../database/pool.js'
import { auditDifference } from './audit-difference.js'
import { type Author, changeFacts } from './change-facts.js'
import {
  type Members,
  type Named,
  type Resource,
  readWritten,
  requireResource,
  type Shown,
  toColumns,
} from './resource.js'
import { keepNextVersion, refuseStaleVersion, refuseTakenName } from './versions.js'

/** Changes what is given and keeps the rest; the same again changes nothing. Throws `not_found`. */
export function editResource(
  db: Database,
  author: Author,
  resource: Resource,
  { id, ifMatch, given }: Named & { given: object },
): Promise<Shown> {
  return changeFacts(db, author, async (change) => {
    const before = await requireResource(change, resource, id)
    refuseStaleVersion(before, ifMatch)
    await refuseTakenName(change, resource, (given as Members).name, id)
    const all = { ...given, ...(await resource.judge?.(change, given, before)) }
    const { json, names, taken } = toColumns(resource, all)
    await change.query(
      `UPDATE ${resource.table} kept SET (${names}, updated_at) = (
         SELECT ${taken}, now() FROM jsonb_populate_record(kept, $3::jsonb) given)
       WHERE organization_id = $1 AND id = $2`,
      [id, json],
    )
    await resource.relate?.(change, id, all, before)
    const after = await readWritten(change, resource, id)
    const { entity } = resource
    const act = { action: `${entity}.update`, entity, entityId: id }
    const isChanged = await auditDifference(change, act, before, after)
    const isNext = isChanged && resource.isVersioned === true
    return isNext ? keepNextVersion(change, resource, id) : after
  })
}
