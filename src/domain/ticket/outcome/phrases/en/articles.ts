import type { ArticleNewsType } from '../../../../kb/news.js'

const TITLES: Record<ArticleNewsType, string> = {
  article_review: 'An article is to be looked over',
}

/** Articles of the knowledge base. */
export const ARTICLES = {
  titles: TITLES,
  isDue: (at: string) => `It was to be looked over on ${at}.`,
  isSettled: 'Its date was moved or taken back since.',
  review: 'Read whether it still holds, change what does not, and set its next date.',
}
