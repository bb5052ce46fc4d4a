import type { OrganizationDb } from '../../database/pool.js'
import type { Reader } from '../../domain/chatbot/passage.js'
import { isWithin } from '../kb/article-rows.js'

const READABLE = `SELECT a.id FROM kb_article a JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
    WHERE a.organization_id = $1 AND a.id = ANY ($2) AND a.deleted_at IS NULL AND ${isWithin('$3')}
  UNION ALL SELECT t.id FROM ticket t
    WHERE t.organization_id = $1 AND t.id = ANY ($2) AND t.deleted_at IS NULL AND t.requester_id = $4`

/** Which of these articles and tickets somebody may read by now; of tickets their own, or none where nobody is given. */
export async function findReadable(
  { query }: Pick<OrganizationDb, 'query'>,
  { userId, reach }: Omit<Reader, 'userId'> & { userId: string | null },
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await query<{ id: string }>(READABLE, [[...new Set(ids)], reach, userId])
  return new Set(rows.map(({ id }) => id))
}
