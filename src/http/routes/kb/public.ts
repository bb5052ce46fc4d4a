import type { Context } from 'hono'
import { z } from 'zod'
import { findOrganization } from '../../../auth/find-organization.js'
import {
  listedPublicArticle,
  publicArticle,
  publicArticlePage,
  publicArticleQuery,
  publicCategory,
  publicCategoryPage,
  publicCategoryQuery,
  publicFile,
} from '../../../contracts/kb-reading.js'
import { articleSearch, articleSearchQuery } from '../../../contracts/kb-search.js'
import type { OrganizationDb } from '../../../database/pool.js'
import { measureReach } from '../../../domain/kb/visibility.js'
import { findArticle } from '../../../read/kb/find-article.js'
import { findRelated } from '../../../read/kb/find-related.js'
import { listArticles } from '../../../read/kb/list-articles.js'
import { listKbCategories } from '../../../read/kb/list-categories.js'
import { readCounts } from '../../../read/kb/read-counts.js'
import { searchArticles } from '../../../read/kb/search-articles.js'
import { kbCategories } from '../../../write/kb/categories.js'
import { countView } from '../../../write/kb/count-view.js'
import { keepSearch } from '../../../write/kb/keep-search.js'
import { type AppDeps, type AppEnv, currentInstant } from '../../env.js'
import { callerNetwork } from '../../middleware/rate-limit.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readArticleId, TAGS } from './kit.js'

const REACH = measureReach('public')
export const ANYBODY = { kind: 'reader', reach: REACH } as const
/** What is narrowed or taken back is gone from caches after so long. */
const MAX_AGE_SECONDS = 60

const organizationParam = z.strictObject({
  organization: z.string().meta({ description: 'The short name of the organization' }),
})
export const articleParam = organizationParam.extend(idParam.shape)

/** The organization of the path, for somebody unknown: their network has so much of it. */
export async function enter(
  c: Context<AppEnv>,
  { db, budgets }: AppDeps,
  slug: string,
): Promise<OrganizationDb> {
  await budgets.addresses(c, callerNetwork(c))
  const { id } = await findOrganization(db, slug)
  return db.of(id)
}

function allowCaching(c: Context<AppEnv>): void {
  c.header('Cache-Control', `public, max-age=${MAX_AGE_SECONDS}`)
}

/** The members that a schema has, and no other: nothing of those who write leaves by these routes. */
function pick<T extends z.ZodObject>(schema: T, from: object): z.infer<T> {
  const members = Object.entries(from).filter(([name]) => name in schema.shape)
  return schema.parse(Object.fromEntries(members)) as z.infer<T> // zod does not tell it of a schema that is given
}

export function publicCategoriesRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'listPublicArticleCategories',
      method: 'get',
      path: '/public/{organization}/kb/categories',
      tags: TAGS,
      summary: 'The categories of articles that everybody may read, in their order',
      request: { params: organizationParam, query: publicCategoryQuery },
      responses: { 200: json(publicCategoryPage, 'A page of them'), ...problems(404) },
    }),
    async (c) => {
      const db = await enter(c, deps, c.req.valid('param').organization)
      const page = await listKbCategories(db, kbCategories, ANYBODY, c.req.valid('query'))
      allowCaching(c)
      return c.json({ ...page, items: page.items.map((one) => pick(publicCategory, one)) }, 200)
    },
  )
}

export function publicArticlesRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'listPublicArticles',
      method: 'get',
      path: '/public/{organization}/kb/articles',
      tags: TAGS,
      summary: 'The articles that everybody may read, newest first',
      request: { params: organizationParam, query: publicArticleQuery },
      responses: { 200: json(publicArticlePage, 'A page of them'), ...problems(404) },
    }),
    async (c) => {
      const db = await enter(c, deps, c.req.valid('param').organization)
      const asked = { ...c.req.valid('query'), status: undefined }
      const page = await listArticles(db, ANYBODY, asked)
      allowCaching(c)
      const items = page.items.map((one) => pick(listedPublicArticle, one))
      return c.json({ ...page, items }, 200)
    },
  )
}

export function publicArticleRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'readPublicArticle',
      method: 'get',
      path: '/public/{organization}/kb/articles/{id}',
      tags: TAGS,
      summary: 'An article that everybody may read',
      request: { params: articleParam },
      responses: { 200: json(publicArticle, 'As it was published last'), ...problems(404) },
    }),
    async (c) => {
      const param = c.req.valid('param')
      const db = await enter(c, deps, param.organization)
      const id = readArticleId(param)
      const found = await findArticle(db, ANYBODY, id)
      const [counts, related] = await Promise.all([readCounts(db, id), findRelated(db, REACH, id)])
      const view = { articleId: id, reader: callerNetwork(c), at: currentInstant(deps) }
      deps.afterAnswer(() => countView(db, deps.keys.readerSecret, view))
      allowCaching(c)
      const attachments = found.attachments.map((file) => pick(publicFile, file))
      return c.json(pick(publicArticle, { ...found, attachments, ...counts, related }), 200)
    },
  )
}

export function publicSearchRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'public', {
      operationId: 'searchPublicArticles',
      method: 'get',
      path: '/public/{organization}/kb/search',
      tags: TAGS,
      summary: 'Find articles that everybody may read',
      request: { params: organizationParam, query: articleSearchQuery },
      responses: { 200: json(articleSearch, 'The best first'), ...problems(404) },
    }),
    async (c) => {
      const db = await enter(c, deps, c.req.valid('param').organization)
      const query = c.req.valid('query')
      const answer = await searchArticles(db, REACH, query)
      const found = answer.items.length
      deps.afterAnswer(() => keepSearch(db, { id: c.get('workId'), q: query.q, found }))
      allowCaching(c)
      return c.json(answer, 200)
    },
  )
}
