import { isActiveAdmin, isErased } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { isUuid } from '../../database/uuid.js'
import type { Erasable } from '../../domain/people/erasure.js'

const SELECT = `SELECT u.id, ${isActiveAdmin('u')} AND NOT EXISTS (
    SELECT 1 FROM app_user o WHERE o.organization_id = $1 AND o.id <> u.id AND ${isActiveAdmin('o')}) AS "isLastAdmin",
    ${isErased('u')} AS "isErased"
  FROM app_user u WHERE u.organization_id = $1 AND u.id = $2`

/** Whoever was deleted can be erased all the same; undefined where there is no such person. */
export async function findErasable(
  db: Pick<OrganizationDb, 'query'>,
  id: string,
): Promise<Erasable | undefined> {
  if (!isUuid(id)) return undefined
  const [row] = await db.query<Erasable>(SELECT, [id])
  return row
}
