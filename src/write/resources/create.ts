import type { Database } from '../../database/pool.js'
import { type Author, changeFacts } from './change-facts.js'
import {
  findResource,
  type Members,
  type Resource,
  readWritten,
  type Shown,
  toColumns,
} from './resource.js'
import { keepVersion, refuseTakenName } from './versions.js'

/** Repeating it under the same id gives what is there. */
export function createResource(
  db: Database,
  author: Author,
  resource: Resource,
  { id, given }: { id: string; given: object },
): Promise<Shown> {
  return changeFacts(db, author, async (change) => {
    const known = await findResource(change, resource, id)
    if (known !== undefined) return known.view
    await refuseTakenName(change, resource, (given as Members).name, id)
    const all = { ...given, ...(await resource.judge?.(change, given, undefined)) }
    const { json, names, taken } = toColumns(resource, all)
    await change.query(
      `INSERT INTO ${resource.table} (organization_id, id, ${names})
       SELECT $1, $2, ${taken} FROM jsonb_populate_record(NULL::${resource.table}, $3::jsonb) given`,
      [id, json],
    )
    await resource.relate?.(change, id, all, undefined)
    const after = await readWritten(change, resource, id)
    if (resource.isVersioned === true) await keepVersion(change, resource, after)
    const { entity } = resource
    await change.audit({ action: `${entity}.create`, entity, entityId: id, after })
    return after
  })
}
