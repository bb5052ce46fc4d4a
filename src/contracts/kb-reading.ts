import { z } from 'zod'
import { attachment } from './attachments.js'
import { id, page, pageQuery, personName, text, timestamp } from './common.js'
import { article } from './kb-articles.js'
import { articleSearchQuery, foundArticle } from './kb-search.js'

const counts = {
  viewCount: z.int().meta({ description: 'Each reader is counted once a day' }),
  helpfulCount: z.int(),
  notHelpfulCount: z.int(),
  deflectedCount: z.int().meta({ description: 'For so many it was enough: they filed no ticket' }),
}
export type ArticleCounts = { [K in keyof typeof counts]: number }

const related = z
  .array(z.strictObject({ id, title: z.string() }).meta({ id: 'ArticleName' }))
  .meta({ description: 'Up to five that say much of the same' })

/** As it is read. */
export const readArticle = article.extend({ ...counts, related }).meta({ id: 'ReadArticle' })

/** What everybody may have of a file. */
export const publicFile = attachment
  .pick({ id: true, fileName: true, size: true, contentType: true, variants: true })
  .meta({ id: 'PublicFile' })

/** As it is read without signing in: nothing of those who write it. */
export const publicArticle = article
  .pick({
    ...{ id: true, title: true, summary: true, categoryId: true, category: true, tags: true },
    ...{
      language: true,
      version: true,
      publishedAt: true,
      updatedAt: true,
      body: true,
      html: true,
    },
  })
  .extend({ attachments: z.array(publicFile), ...counts, related })
  .meta({ id: 'PublicArticle' })

export const listedPublicArticle = publicArticle
  .omit({ body: true, html: true, attachments: true, related: true, viewCount: true })
  .omit({ helpfulCount: true, notHelpfulCount: true, deflectedCount: true })
  .meta({ id: 'ListedPublicArticle' })

export const publicArticlePage = page(listedPublicArticle)

export const publicCategory = z
  .strictObject({
    id,
    name: z.string(),
    description: z.string().nullable(),
    parentId: id.nullable(),
    order: z.int(),
  })
  .meta({ id: 'PublicArticleCategory' })
export const publicCategoryPage = page(publicCategory)

export const publicArticleQuery = z.strictObject({
  ...articleSearchQuery.pick({ categoryId: true, tag: true, language: true }).shape,
  ...pageQuery,
})
export const publicCategoryQuery = z.strictObject({ parentId: id.optional(), ...pageQuery })

/** What a reader says of it. */
export const newFeedback = z.strictObject({
  helpful: z.boolean(),
  comment: text(2_000).nullable().default(null),
})
export type NewFeedback = z.infer<typeof newFeedback>

export const articleCounts = z.strictObject(counts).meta({ id: 'ArticleCounts' })

export const articleFeedback = z
  .strictObject({
    by: personName,
    helpful: z.boolean(),
    comment: z.string().nullable(),
    at: timestamp,
  })
  .meta({ id: 'ArticleFeedback' })
export type ArticleFeedback = z.infer<typeof articleFeedback>
export const articleFeedbackPage = page(articleFeedback)
export const articleFeedbackQuery = z.strictObject(pageQuery)
export type ArticleFeedbackQuery = z.infer<typeof articleFeedbackQuery>

/** What somebody is about to file. */
export const aboutToFile = z.strictObject({
  title: text(200),
  description: text(65_536, 0).default(''),
})
export type AboutToFile = z.infer<typeof aboutToFile>
export const suggestedArticles = z
  .strictObject({ items: z.array(foundArticle).max(5) })
  .meta({ id: 'SuggestedArticles' })
