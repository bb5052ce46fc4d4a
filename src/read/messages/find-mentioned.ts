import { isEntitled, personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { chooseMentioned, type Mentioned, readNames } from '../../domain/access/mentions.js'
import type { Person } from '../../domain/people.js'
import type { TicketState } from '../../domain/ticket/state.js'

/** Those who are in the chat, the moderators among them, and are meant by an id or by what their address begins with. */
const CANDIDATES = `SELECT u.id, ${personName('u')} AS name, person_facts($1, u.id) AS person FROM app_user u
  WHERE u.organization_id = $1 AND ${isEntitled('u')} AND (u.id = ANY ($2::uuid[]) OR u.roles && ARRAY['moderator', 'admin'])
    AND (u.id = ANY ($3::uuid[]) OR lower(split_part(u.email, '@', 1)) = ANY ($4::text[]))
  ORDER BY u.id LIMIT 50`

/** Whom a message mentions. Where it has no `@`, nothing is read. */
export async function findMentioned(
  db: OrganizationDb,
  state: TicketState,
  { body, visibility }: { body: string; visibility: 'public' | 'internal' },
): Promise<Mentioned[]> {
  const { ids, localParts } = readNames(body)
  if (ids.length + localParts.length === 0) return []
  const inside = state.participants.map(({ userId }) => userId)
  const candidates = await db.query<Mentioned & { person: Person }>(CANDIDATES, [
    inside,
    ids,
    localParts,
  ])
  return chooseMentioned(state, candidates, visibility).map(({ id, name }) => ({ id, name }))
}
