import type { OrganizationDb } from '../../database/pool.js'
import { type Alike, chooseAlike, spellSigns, unpackVector } from '../../domain/chatbot/meaning.js'
import type { ArticlePassage } from '../../domain/chatbot/passage.js'
import { isWithin, REACH } from './article-rows.js'

/** The embedding of a question, and the model that it is of. */
export interface Meaning {
  model: string
  vector: Float32Array
}

/** So many are measured; they are chosen by the signs of their numbers alone, of which few differ where vectors are near. */
const MOST_MEASURED = 200

const NEAR = `SELECT e.article_id AS id, e.vector FROM kb_embedding e
    JOIN kb_searchable s ON s.organization_id = $1 AND s.article_id = e.article_id
  WHERE e.organization_id = $1 AND e.model = $2 AND s.reach <= $4 AND length(e.signs) = length($3::varbit)
  ORDER BY bit_count(CASE WHEN length(e.signs) = length($3::varbit) THEN e.signs # $3::varbit END), e.article_id
  LIMIT ${MOST_MEASURED}`

const READ = `SELECT a.id, v.title, greatest(${REACH}, c.reach) AS reach, left(coalesce(v.summary || ' ', '') || v.words, 20000) AS text
  FROM kb_article a
  JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
  JOIN kb_article_version v ON v.organization_id = $1 AND v.article_id = a.id AND v.version = a.version
  WHERE a.organization_id = $1 AND a.id = ANY ($2::uuid[]) AND a.deleted_at IS NULL AND ${isWithin('$3')}`

/** The published articles within a reach that say most nearly what a question asks, whatever their words. */
export async function findAlike(
  { query }: Pick<OrganizationDb, 'query'>,
  reach: number,
  { model, vector }: Meaning,
  most: number,
): Promise<(Omit<ArticlePassage, 'score'> & Pick<Alike, 'likeness'>)[]> {
  const near = await query<{ id: string; vector: Uint8Array }>(NEAR, [
    ...[model, spellSigns(vector), reach],
  ])
  const measured = near.map(({ id, vector: bytes }) => ({ id, vector: unpackVector(bytes) }))
  const alike = chooseAlike(vector, measured, most)
  if (alike.length === 0) return []
  type Row = Pick<ArticlePassage, 'id' | 'title' | 'text' | 'reach'>
  const rows = await query<Row>(READ, [alike.map(({ id }) => id), reach])
  return alike.flatMap(({ id, likeness }) => {
    const row = rows.find((one) => one.id === id)
    return row === undefined ? [] : [{ kind: 'article' as const, ...row, likeness }]
  })
}
