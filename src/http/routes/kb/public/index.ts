import { publicArticlesRoute } from './list-articles.js'
import { publicCategoriesRoute } from './list-categories.js'
import { publicArticleRoute } from './read-article.js'
import { publicFileRoute } from './read-file.js'
import { publicSearchRoute } from './search.js'

/** For everybody, without signing in. */
export const PUBLIC_KB_ROUTES = [
  publicCategoriesRoute,
  publicArticlesRoute,
  publicArticleRoute,
  publicFileRoute,
  publicSearchRoute,
]
