import { duplicateName, staleVersion } from '../../domain/organization/refusals.js'
import type { Change } from './change-facts.js'
import { refuseWith } from './require.js'
import { type Members, type Resource, readWritten, type Shown } from './resource.js'

/** Throws `revision_mismatch` when another version was read than is there. */
export function refuseStaleVersion(view: Shown, ifMatch: number | undefined): void {
  if (ifMatch === undefined || !('version' in view) || view.version === ifMatch) return
  refuseWith(staleVersion(Number(view.version)))
}

/** Throws `duplicate_name`; in capitals or not, a name is that of one thing of its kind. */
export async function refuseTakenName(
  { query }: Change,
  { table, alias, title = `${alias}.name`, isVersioned, sharesNames }: Resource,
  name: unknown,
  ownId: string,
): Promise<void> {
  if (isVersioned !== true || sharesNames === true || typeof name !== 'string') return
  const taken = await query(
    `SELECT 1 FROM ${table} ${alias} WHERE ${alias}.organization_id = $1 AND lower(btrim(${title})) = lower(btrim($2))
     AND ${alias}.deleted_at IS NULL AND ${alias}.id <> $3`,
    [name, ownId],
  )
  if (taken.length > 0) refuseWith(duplicateName(name))
}

const KEEP = `INSERT INTO resource_version (organization_id, entity, entity_id, version, definition, at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp())`

/** Writes down what it is from now on, under the version that its row has. */
export async function keepVersion(
  change: Change,
  { entity, define }: Resource,
  view: Shown,
): Promise<void> {
  const { version } = view as Shown & Members // whatever is versioned shows it
  const definition = (await define?.(change, view)) ?? view
  await change.query(KEEP, [entity, view.id, version, JSON.stringify(definition)])
}

/** After its row has changed: the next version of it, as it is shown then. */
export async function keepNextVersion(
  change: Change,
  resource: Resource,
  id: string,
): Promise<Shown> {
  await change.query(
    `UPDATE ${resource.table} SET version = version + 1 WHERE organization_id = $1 AND id = $2`,
    [id],
  )
  const after = await readWritten(change, resource, id)
  await keepVersion(change, resource, after)
  return after
}
