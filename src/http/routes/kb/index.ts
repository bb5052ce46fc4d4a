import { kbCategoryRoutes } from './categories.js'
import { changeArticleRoutes } from './change-article.js'
import { createArticleRoute } from './create-article.js'
import { deleteArticleRoute } from './delete-article.js'
import { giveFeedbackRoute, listFeedbackRoute } from './feedback.js'
import { listArticlesRoute } from './list-articles.js'
import { listKbCategoriesRoute } from './list-categories.js'
import { patchArticleRoute } from './patch-article.js'
import { PUBLIC_KB_ROUTES } from './public/index.js'
import { readArticleRoute } from './read-article.js'
import { readKbCategoryRoute } from './read-category.js'
import { listSearchesRoute, searchArticlesRoute } from './search.js'
import { suggestArticlesRoute } from './suggest.js'
import { listVersionsRoute, readVersionRoute, restoreVersionRoute } from './versions.js'

export const KB_ROUTES = [
  listKbCategoriesRoute,
  readKbCategoryRoute,
  kbCategoryRoutes,
  listArticlesRoute,
  createArticleRoute,
  readArticleRoute,
  patchArticleRoute,
  deleteArticleRoute,
  changeArticleRoutes,
  listVersionsRoute,
  readVersionRoute,
  restoreVersionRoute,
  searchArticlesRoute,
  listSearchesRoute,
  giveFeedbackRoute,
  listFeedbackRoute,
  suggestArticlesRoute,
  ...PUBLIC_KB_ROUTES,
]
