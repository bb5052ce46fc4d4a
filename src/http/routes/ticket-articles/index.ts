import { linkArticleRoute } from './link.js'
import { listTicketArticlesRoute } from './list.js'
import { readSuggestionsRoute } from './suggestions.js'
import { unlinkArticleRoute } from './unlink.js'

export const TICKET_ARTICLE_ROUTES = [
  readSuggestionsRoute,
  listTicketArticlesRoute,
  linkArticleRoute,
  unlinkArticleRoute,
]
