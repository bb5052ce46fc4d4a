import type { ArticleSearch, ArticleSearchQuery } from '../../contracts/kb-search.js'
import type { OrganizationDb } from '../../database/pool.js'
import { planTerms, readTyped, sayMeant } from '../../domain/kb/search-plan.js'
import { cutSnippet } from '../../domain/kb/snippet.js'
import { lookUpWords } from './look-up-words.js'
import { rankArticles } from './rank-articles.js'

/** What somebody finds of what was published within their reach, the best first. */
export async function searchArticles(
  db: OrganizationDb,
  reach: number,
  { q, ...narrowed }: ArticleSearchQuery,
): Promise<ArticleSearch> {
  const given = readTyped(q)
  if (given.length === 0) return { items: [] }
  const { typed, known } = await lookUpWords(db, given, narrowed.language)
  const terms = planTerms(typed, known)
  if (terms.length === 0) return { items: [] }
  const asked = { terms, words: typed.length }
  const { articles, found, marked } = await rankArticles(db, reach, asked, narrowed)
  const marks = new Set(marked)
  const items = articles.map(({ articleId, title, text, score }) => {
    return { articleId, title, snippet: cutSnippet(text, marks), score }
  })
  const didYouMean = sayMeant(q, typed, terms, found)
  return didYouMean === undefined ? { items } : { items, didYouMean }
}
