import { listListenersRoute } from './list.js'
import { listListenerFailuresRoute } from './list-failures.js'
import { retryListenerFailureRoute } from './retry.js'

export const LISTENER_ROUTES = [
  listListenersRoute,
  listListenerFailuresRoute,
  retryListenerFailureRoute,
]
