import { describeArticleNews } from '../../src/domain/kb/describe-news.js'
import type { Mail } from '../ports.js'
import type { ArticleLetter } from './article-letter.js'
import { composeNews } from './compose-news.js'

/** News of an article, to those who write on it. */
export function renderArticleMail(id: string, { to, type, facts }: ArticleLetter): Mail {
  return composeNews(id, to, (say) => {
    const { article: about, ...news } = describeArticleNews(type, facts, say)
    return { ...news, about }
  })
}
