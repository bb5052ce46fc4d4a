import type { AboutToFile } from '../../contracts/kb-reading.js'
import type { ArticleSearch, ArticleSearchQuery } from '../../contracts/kb-search.js'
import type { OrganizationDb } from '../../database/pool.js'
import { planTerms, readTyped, sayMeant, trustSlips } from '../../domain/kb/search-plan.js'
import { cutSnippet } from '../../domain/kb/snippet.js'
import { lookUpWords } from './look-up-words.js'
import { type Ranking, rankArticles } from './rank-articles.js'

/** An article that has less than so much of what was asked for is not found. */
const LEAST = 0.45

/** What somebody finds of what was published within their reach, the best first. */
export async function searchArticles(
  db: OrganizationDb,
  reach: number,
  { q, ...narrowed }: ArticleSearchQuery,
): Promise<ArticleSearch> {
  const given = readTyped(q)
  if (given.length === 0) return { items: [] }
  const { typed, known } = await lookUpWords(db, {
    text: q,
    given,
    language: narrowed.language,
  })
  const terms = planTerms(typed, known)
  if (terms.length === 0) return { items: [] }
  const asked = { terms, words: typed.length, least: LEAST }
  const ranking = await rankArticles(db, reach, asked, narrowed)
  const didYouMean = sayMeant(q, typed, terms, ranking.found)
  const { articles, marked } =
    didYouMean === undefined || ranking.articles.length > 0
      ? ranking
      : await rankArticles(db, reach, { ...asked, terms: trustSlips(terms) }, narrowed)
  const items = showArticles(articles, marked)
  return didYouMean === undefined ? { items } : { items, didYouMean }
}

function showArticles(articles: Ranking['articles'], marked: readonly string[]) {
  const marks = new Set(marked)
  return articles.map(({ articleId, title, text, score }) => ({
    ...{ articleId, title, snippet: cutSnippet(text, marks), score },
  }))
}

const MOST_SUGGESTED = 5
/** Of a description as many words; its first say what it is about. */
const MOST_WORDS = 30
/** Nobody writes about one thing alone. */
const LEAST_SUGGESTED = 0.12

/** What may help somebody who is about to file this; what they call it counts more than what they say of it. */
export async function suggestArticles(
  db: OrganizationDb,
  reach: number,
  { title, description }: AboutToFile,
): Promise<ArticleSearch['items']> {
  const text = `${title} ${description.slice(0, 2_000)} `
  const given = readTyped(text, MOST_WORDS)
  if (given.length === 0) return []
  const { typed, known } = await lookUpWords(db, { text, given })
  const inTitle = new Set(readTyped(`${title} `, MOST_WORDS).map(({ folded }) => folded))
  const terms = planTerms(typed, known).map((term) => ({
    ...term,
    factor: inTitle.has(typed[term.n]?.folded ?? '') ? term.factor : term.factor * 0.5,
  }))
  if (terms.length === 0) return []
  const asked = { terms, words: typed.length, least: LEAST_SUGGESTED }
  const { articles, marked } = await rankArticles(db, reach, asked, { limit: MOST_SUGGESTED })
  return showArticles(articles, marked)
}
