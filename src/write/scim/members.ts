import { refuseScim } from '../../domain/scim/refusals.js'
import type { Change } from '../resources/change-facts.js'

const UNSEEN = `SELECT named.id FROM unnest($2::text[]) AS named (id) WHERE NOT EXISTS (
    SELECT 1 FROM app_user u LEFT JOIN scim_user s ON s.organization_id = u.organization_id AND s.user_id = u.id
    WHERE u.organization_id = $1 AND u.id = parse_uuid(named.id) AND u.deleted_at IS NULL AND s.unlinked_at IS NULL
      AND u.status IN ('active', 'inactive'))
  LIMIT 5`

/** Throws `invalidValue` for whoever is no user of the organization; else they are members, of whom no skills are known. */
export async function readNewMembers({ query }: Change, ids: readonly string[]) {
  const unseen = ids.length === 0 ? [] : await query<{ id: string }>(UNSEEN, [ids])
  if (unseen.length > 0) {
    refuseScim('invalidValue', `No such user: ${unseen.map(({ id }) => id).join(', ')}.`)
  }
  return ids.map((userId) => ({ userId, skills: [] }))
}
