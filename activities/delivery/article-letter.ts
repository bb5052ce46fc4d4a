import {
  ARTICLE_NEWS,
  type ArticleFacts,
  type ArticleNewsType,
  mayHaveArticleNews,
} from '../../src/domain/kb/news.js'
import type { Person } from '../../src/domain/people.js'
import type { Addressed } from './addressed.js'

/** News of an article. */
export interface ArticleLetter {
  kind: 'article'
  to: Addressed
  type: ArticleNewsType
  facts: ArticleFacts
}

interface Row extends Addressed {
  type: string | null
  article: ArticleFacts | null
  isWanted: boolean
  reader: Person | null
}

/** One whose date was moved meanwhile is no news any more. */
export function readArticleNews({ type, article: facts, ...to }: Row): ArticleLetter[] {
  if (facts === null || type === null || !ARTICLE_NEWS.has(type)) return []
  const mayHave = to.isWanted && facts.reviewAt !== null && mayHaveArticleNews(to.reader)
  return mayHave ? [{ kind: 'article', to, type, facts }] : []
}
