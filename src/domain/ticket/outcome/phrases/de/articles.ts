import type { ARTICLES as EN_ARTICLES } from '../en/articles.js'

export const ARTICLES: typeof EN_ARTICLES = {
  titles: { article_review: 'Ein Artikel ist zu überprüfen' },
  isDue: (at) => `Er war am ${at} zu überprüfen.`,
  isSettled: 'Sein Termin wurde seither verschoben oder aufgehoben.',
  review:
    'Lesen Sie, ob er noch stimmt, ändern Sie, was nicht mehr stimmt, und setzen Sie den nächsten Termin.',
}
