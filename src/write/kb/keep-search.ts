import type { OrganizationDb } from '../../database/pool.js'
import { splitWords } from '../../domain/kb/words.js'

/** Counted once more than it was when it is written twice: nothing but its order hangs on that. */
const NOT_FOUND = `INSERT INTO kb_search (organization_id, id, query, first_at, last_at)
  VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp())
  ON CONFLICT (organization_id, query) DO UPDATE SET times = kb_search.times + 1, found = 0, last_at = excluded.last_at`

const FOUND = `UPDATE kb_search SET found = $3, last_at = clock_timestamp()
  WHERE organization_id = $1 AND query = $2 AND found <> $3`

/** Anybody may look for anything, and need not sign in: of an organization so many are kept, the last that were looked for. */
const MOST = 10_000
const FORGET = `DELETE FROM kb_search WHERE organization_id = $1 AND id IN (
  SELECT id FROM kb_search WHERE organization_id = $1 ORDER BY last_at DESC, id DESC OFFSET ${MOST})`

const SHORTEST = 3

/** What finds nothing is kept for those who write articles, and later that it finds something; not who has looked for it. */
export async function keepSearch(
  { query }: OrganizationDb,
  { id, q, found }: { id: string; q: string; found: number },
): Promise<void> {
  const words = splitWords(q).join(' ')
  if (words.length < SHORTEST) return
  if (found > 0) return void (await query(FOUND, [words, found]))
  await query(NOT_FOUND, [id, words])
  await query(FORGET)
}
