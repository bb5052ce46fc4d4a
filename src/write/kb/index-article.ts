import { listWords, weighWords } from '../../domain/kb/weigh-words.js'
import { chooseDictionary } from '../../domain/kb/words.js'
import { isShown, REACH } from '../../read/kb/article-rows.js'
import type { Change } from '../resources/change-facts.js'

interface Found {
  version: number
  reach: number
  category_id: string
  language: string
  tags: string[]
  title: string
  summary: string | null
  keywords: string[]
  words: string
  indexed: number | null
}

/** The transaction that it is part of. */
type Indexing = Pick<Change, 'organizationId' | 'query' | 'call'>

/** How far a category is read stays so until the commit: whoever changes it comes after, and finds this article. */
const HOLD = `SELECT 1 FROM kb_article a JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
  WHERE a.organization_id = $1 AND a.id = $2 FOR SHARE OF c`

const PUBLISHED = `SELECT a.version, greatest(${REACH}, c.reach) AS reach, a.category_id, v.language, v.tags, v.title, v.summary,
    v.keywords, v.words, s.version AS indexed
  FROM kb_article a
  JOIN kb_category c ON c.organization_id = $1 AND c.id = a.category_id
  JOIN kb_article_version v ON v.organization_id = $1 AND v.article_id = a.id AND v.version = a.version
  LEFT JOIN kb_searchable s ON s.organization_id = $1 AND s.article_id = a.id
  WHERE a.organization_id = $1 AND a.id = $2 AND ${isShown('a')}`

const STEM = `SELECT word, lexeme FROM stem_words($2, $3) WHERE $1::uuid IS NOT NULL AND lexeme IS NOT NULL`

/** An article is found as it was published last, and no more when it is not shown. It belongs into every change of one. */
export async function indexArticle(change: Indexing, articleId: string): Promise<void> {
  const { query, call, organizationId } = change
  await query(HOLD, [articleId])
  const [found] = await query<Found>(PUBLISHED, [articleId])
  if (found === undefined) {
    await call('index_article', { organizationId, articleId, searchable: null })
    return
  }
  const { version, reach, category_id, language, tags, indexed } = found
  const searchable = { version, reach, category_id, language, tags }
  const postings = indexed === version ? null : await findPostings(change, found)
  await call('index_article', { organizationId, articleId, searchable, postings })
}

async function findPostings({ query }: Indexing, found: Found) {
  const dictionary = chooseDictionary(found.language)
  const stems = await query<{ word: string; lexeme: string }>(STEM, [dictionary, listWords(found)])
  return weighWords(found, new Map(stems.map(({ word, lexeme }) => [word, lexeme])))
}
