import type { ArticleSearchQuery } from '../../contracts/kb-search.js'
import type { OrganizationDb } from '../../database/pool.js'
import type { Term } from '../../domain/kb/search-plan.js'
import { isLanguage, isWithin, REACH } from './article-rows.js'

/** Of what has a word, as many are looked at, those of which it says most. */
const MOST_OF_A_WORD = 600
/** Where fewer of these may be read, or are asked for, the others drown them: the rest is walked for them. */
const FEWEST_OF_A_WORD = 50
/** So many of the best are held against all words. */
const MOST_HELD = 100
export interface RankedArticle {
  articleId: string
  title: string
  text: string
  score: number
  /** How far it is read: of article and category the narrower. */
  reach: number
}

export interface Ranking {
  articles: RankedArticle[]
  /** How many of them each stem has led to. */
  found: Record<string, number>
  /** All words of the stems that were looked for, without accents. */
  marked: string[]
}

/**
 * By stem those of which it says most, by an index alone; of them those that the caller may read and asks for. Where these are next to
 * none of a common word, each of them is looked up if they are few, or else the index is walked until some are found, so that what is
 * loud elsewhere hides nothing; `IS TRUE` has PostgreSQL hash what is readable once. What they say together ranks them: a stem of a common word, of which not all were looked at,
 * is looked up for the best. `rarity` is the less the more articles have a word; a word that none has weighs like one that a single
 * article has, to a third.
 */
const RANK = `WITH RECURSIVE below AS (
    SELECT $5::uuid AS id UNION SELECT c.id FROM kb_category c JOIN below b ON c.organization_id = $1 AND c.parent_id = b.id),
  term AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($2::jsonb) AS t (n int, lexeme text, factor real)),
  size AS MATERIALIZED (SELECT count(*) AS n FROM (SELECT FROM kb_searchable WHERE organization_id = $1 LIMIT ${MOST_OF_A_WORD}) s),
  readable AS MATERIALIZED (SELECT article_id FROM kb_searchable s WHERE s.organization_id = $1 AND s.reach <= $3
    AND ($5::uuid IS NULL OR s.category_id IN (SELECT id FROM below))
    AND ($6::text IS NULL OR $6 = ANY (s.tags))
    AND ($7::text IS NULL OR ${isLanguage('s.language', '$7::text')})),
  extent AS MATERIALIZED (SELECT count(*) AS n FROM readable),
  looked_at AS MATERIALIZED (SELECT t.n, t.lexeme, t.factor, p.article_id, p.impact, p.article_id IN (SELECT article_id FROM readable) AS is_readable
    FROM term t CROSS JOIN LATERAL (
      SELECT article_id, impact FROM kb_posting WHERE organization_id = $1 AND lexeme = t.lexeme
      ORDER BY impact DESC LIMIT ${MOST_OF_A_WORD}) p),
  common AS MATERIALIZED (SELECT n, lexeme, factor, count(*) FILTER (WHERE is_readable) < ${FEWEST_OF_A_WORD} AS is_drowned
    FROM looked_at GROUP BY n, lexeme, factor HAVING count(*) >= ${MOST_OF_A_WORD}),
  posting AS MATERIALIZED (SELECT n, lexeme, factor, article_id, impact FROM looked_at l
      WHERE is_readable AND NOT EXISTS (SELECT FROM common c WHERE c.n = l.n AND c.lexeme = l.lexeme AND c.is_drowned)
    UNION ALL SELECT c.n, c.lexeme, c.factor, p.article_id, p.impact FROM common c CROSS JOIN LATERAL (
      (SELECT k.article_id, k.impact FROM readable r CROSS JOIN LATERAL (SELECT article_id, impact FROM kb_posting
          WHERE organization_id = $1 AND article_id = r.article_id AND lexeme = c.lexeme OFFSET 0) k
        WHERE (SELECT n FROM extent) <= ${MOST_OF_A_WORD})
      UNION ALL (SELECT article_id, impact FROM kb_posting WHERE organization_id = $1 AND lexeme = c.lexeme
          AND (SELECT n FROM extent) > ${MOST_OF_A_WORD} AND (article_id IN (SELECT article_id FROM readable)) IS TRUE
        ORDER BY impact DESC LIMIT ${MOST_HELD})) p WHERE c.is_drowned),
  hit AS MATERIALIZED (SELECT n, article_id, max(impact * factor) AS impact, max(factor) AS factor FROM posting GROUP BY n, article_id),
  weight AS MATERIALIZED (SELECT t.n, ln(1 + greatest(size.n, 1)::float8 / greatest(h.n, 1)) * CASE WHEN h.n IS NULL THEN 0.33 ELSE 1 END AS rarity
    FROM size, generate_series(0, $8::int - 1) t (n) LEFT JOIN (SELECT n AS word, count(*) AS n FROM hit GROUP BY n) h ON h.word = t.n),
  best AS MATERIALIZED (SELECT article_id FROM hit JOIN weight USING (n) GROUP BY article_id
    ORDER BY sum(impact * rarity) * sum(rarity * factor) DESC, article_id LIMIT ${MOST_HELD}),
  whole AS (SELECT h.n, h.article_id, h.impact, h.factor FROM hit h JOIN best USING (article_id)
    UNION ALL SELECT t.n, b.article_id, max(p.impact * t.factor), max(t.factor) FROM term t CROSS JOIN best b
      CROSS JOIN LATERAL (SELECT impact FROM kb_posting
        WHERE organization_id = $1 AND article_id = b.article_id AND lexeme = t.lexeme OFFSET 0) p
      WHERE t.lexeme IN (SELECT lexeme FROM common)
        AND NOT EXISTS (SELECT FROM hit h WHERE h.n = t.n AND h.article_id = b.article_id) GROUP BY t.n, b.article_id),
  ranked AS (SELECT article_id, sum(impact * rarity) * power(sum(rarity * factor) / total, 2) AS score
    FROM whole JOIN weight USING (n) CROSS JOIN (SELECT sum(rarity) AS total FROM weight) t
    GROUP BY article_id, total HAVING sum(rarity * factor) >= $9::real * total
    ORDER BY score DESC, article_id LIMIT $4)
SELECT
  (SELECT coalesce(jsonb_object_agg(lexeme, n), '{}') FROM (SELECT lexeme, count(*) AS n FROM posting GROUP BY lexeme) f) AS found,
  ARRAY(SELECT DISTINCT word FROM kb_word WHERE organization_id = $1 AND lexeme IN (SELECT lexeme FROM term)) AS marked,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('articleId', a.id, 'title', v.title, 'score', round(r.score::numeric, 3), 'reach', greatest(${REACH}, c.reach),
      'text', left(coalesce(v.summary || ' ', '') || v.words, 20000)) ORDER BY r.score DESC, a.id), '[]')
    FROM ranked r JOIN kb_article a ON a.organization_id = $1 AND a.id = r.article_id
    JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
    JOIN kb_article_version v ON v.organization_id = $1 AND v.article_id = a.id AND v.version = a.version
    WHERE ${isWithin('$3')} AND a.deleted_at IS NULL) AS articles`

/** What is looked for. */
export interface SearchTerms {
  terms: readonly Term[]
  /** How many words were asked for. */
  words: number
  /** An article has at least so much of it, by how rare each word is. */
  least: number
}

/** The best of what somebody may read for these terms. */
export async function rankArticles(
  { query }: OrganizationDb,
  reach: number,
  { terms, words, least }: SearchTerms,
  { categoryId, tag, language, limit }: Omit<ArticleSearchQuery, 'q'>,
): Promise<Ranking> {
  const [ranking] = await query<Ranking>(RANK, [
    ...[JSON.stringify(terms), reach, limit, categoryId ?? null, tag ?? null, language ?? null],
    ...[words, least],
  ])
  return ranking ?? { articles: [], found: {}, marked: [] }
}
