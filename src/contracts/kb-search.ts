import { z } from 'zod'
import { id, page, pageQuery, text, timestamp } from './common.js'
import { articleLanguage } from './kb-articles.js'

export const articleSearchQuery = z.strictObject({
  q: text(200).meta({ description: 'The last word may be a beginning' }),
  categoryId: id.optional().meta({ description: 'It, and all that is below it' }),
  tag: text(50).optional(),
  language: articleLanguage.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
export type ArticleSearchQuery = z.infer<typeof articleSearchQuery>

export const foundArticle = z
  .strictObject({
    articleId: id,
    title: z.string(),
    snippet: z.string().meta({
      description: 'HTML: what was found stands in `<mark>`, and there is no other element',
    }),
    score: z.number(),
  })
  .meta({ id: 'FoundArticle' })

export const articleSearch = z
  .strictObject({
    items: z.array(foundArticle),
    didYouMean: z
      .string()
      .optional()
      .meta({ description: 'The search as it was probably meant; it was looked for as well' }),
  })
  .meta({ id: 'ArticleSearch' })
export type ArticleSearch = z.infer<typeof articleSearch>

/** What was looked for and not found. */
export const keptSearch = z
  .strictObject({
    id,
    query: z.string(),
    times: z.int().meta({ description: 'How often it found nothing' }),
    found: z.int().meta({ description: 'How many articles it found the last time' }),
    firstAt: timestamp,
    lastAt: timestamp,
  })
  .meta({ id: 'KeptSearch' })
export type KeptSearch = z.infer<typeof keptSearch>
export const keptSearchPage = page(keptSearch)

export const keptSearchQuery = z.strictObject({
  empty: z.enum(['true', 'false']).optional().meta({
    description:
      'What nobody finds, or what was not found once and is found now; both when left out',
  }),
  ...pageQuery,
})
export type KeptSearchQuery = z.infer<typeof keptSearchQuery>
