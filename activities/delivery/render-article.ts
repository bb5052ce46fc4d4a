import { describeArticleNews } from '../../src/domain/kb/describe-news.js'
import { createSay } from '../../src/domain/ticket/outcome/say.js'
import type { Mail } from '../ports.js'
import type { ArticleLetter } from './article-letter.js'
import { composeMail } from './render.js'

/** News of an article, to those who write on it. */
export function renderArticleMail(id: string, { to, type, facts }: ArticleLetter): Mail {
  const say = createSay(to.timezone, to.language)
  const { title, article, what, expected } = describeArticleNews(type, facts, say)
  const { open } = say.phrases.operations
  const entry = { title, ticket: article, what, quotes: [], expected, link: null, open }
  return composeMail(id, to, say, { subject: title, entries: [entry] })
}
