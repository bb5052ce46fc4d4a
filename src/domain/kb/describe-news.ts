import { oneLine } from '../text.js'
import type { Say } from '../ticket/outcome/say.js'
import type { ArticleFacts, ArticleNewsType } from './news.js'

/** News of an article in words. */
export function describeArticleNews(
  type: ArticleNewsType,
  { title, reviewAt }: ArticleFacts,
  { phrases: { articles }, at }: Pick<Say, 'phrases' | 'at'>,
) {
  return {
    title: articles.titles[type],
    article: oneLine(title),
    what: reviewAt === null ? articles.isSettled : articles.isDue(at(reviewAt)),
    expected: reviewAt === null ? null : articles.review,
  }
}
