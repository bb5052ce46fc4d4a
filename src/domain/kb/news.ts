import { createNewsFamily } from '../news-family.js'
import type { Person } from '../people.js'
import { mayWriteArticles } from './visibility.js'

/** What people are told of articles. */
export const ARTICLE_NEWS = createNewsFamily({
  article_review: {
    to: 'its author; moderators where they write no articles any more',
    by: ['inApp', 'mail'],
  },
})

export type ArticleNewsType = (typeof ARTICLE_NEWS.types)[number]

/** Inputs of the words, as they are when it is read. */
export interface ArticleFacts {
  articleId: string
  title: string
  /** null where its date was taken back, or it is read no more. */
  reviewAt: string | null
}

/** Whether it may reach its reader now; `null` is somebody who may not sign in. */
export function mayHaveArticleNews(reader: Person | null): boolean {
  return reader !== null && mayWriteArticles(reader)
}

/** Who is reminded of an article: its author as long as they may write on it, else those who keep all articles. */
export function chooseReviewers(
  author: Person | null,
  { moderators, admins }: { moderators: readonly string[]; admins: readonly string[] },
): readonly string[] {
  if (author !== null && mayWriteArticles(author)) return [author.id]
  return moderators.length > 0 ? moderators : admins
}
