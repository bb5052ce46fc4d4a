import { z } from 'zod'
import { ARTICLE_STATUSES } from '../domain/kb/article.js'
import { attachment } from './attachments.js'
import { id, instant, many, page, pageQuery, personName, text, timestamp } from './common.js'
import { kbVisibility } from './kb-categories.js'
import { attachmentKeys } from './ticket-input.js'

export const articleStatus = z.enum(ARTICLE_STATUSES).meta({ id: 'ArticleStatus' })

const categoryName = z.strictObject({ id, name: z.string() }).meta({ id: 'ArticleCategoryName' })

/** As lists have it. */
export const listedArticle = z
  .strictObject({
    id,
    title: z.string(),
    summary: z.string().nullable(),
    categoryId: id,
    category: categoryName,
    tags: z.array(z.string()),
    keywords: z.array(z.string()),
    visibility: kbVisibility,
    language: z.string(),
    status: articleStatus,
    version: z.int().nullable().meta({ description: 'The last publication; null before any' }),
    hasDraft: z.boolean().meta({
      description: 'It shows what is not published yet, as those see it who write articles',
    }),
    author: personName,
    revision: z.int(),
    publishedAt: timestamp.nullable(),
    publishAt: timestamp
      .nullable()
      .meta({ description: 'When it is published by itself, as those see it who write articles' }),
    reviewAt: timestamp
      .nullable()
      .meta({ description: 'When it is to be looked over, as those see it who write articles' }),
    createdAt: timestamp,
    updatedAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'ListedArticle' })
export type ListedArticle = z.infer<typeof listedArticle>
export const articlePage = page(listedArticle)

export const article = listedArticle
  .extend({
    body: z.string().meta({ description: 'Markdown' }),
    html: z.string().meta({ description: 'The body, of which nothing can act in a page' }),
    attachments: z.array(attachment).meta({
      description: 'Readers have those that are `ok`; by `GET /attachments/{id}/download`',
    }),
  })
  .meta({ id: 'Article' })
export type ArticleView = z.infer<typeof article>

const words = z
  .array(text(50))
  .max(50)
  .transform((list) => [...new Set(list.map((word) => word.trim()))])

export const articleLanguage = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/, 'must be a language, such as en or de-AT')

const members = {
  title: text(200),
  body: text(65_536).meta({ description: 'Markdown' }),
  summary: text(500).nullable(),
  categoryId: id,
  tags: words,
  keywords: words.meta({ description: 'Other words under which it is looked for' }),
  visibility: kbVisibility,
  language: articleLanguage,
  publishAt: instant
    .nullable()
    .meta({ description: 'It is published then as it then is; null takes that back' }),
  reviewAt: instant.nullable().meta({
    description: 'Its author is reminded then, once, to look it over; null takes that back',
  }),
  attachments: attachmentKeys.meta({
    description: 'All that it has: files of it or of its versions, and keys of what one has sent',
  }),
}

const NEEDED = ['title', 'body', 'categoryId'] as const

export const newArticle = z
  .strictObject({
    title: members.title.optional(),
    body: members.body.optional(),
    categoryId: members.categoryId.optional(),
    summary: members.summary.default(null),
    tags: members.tags.default([]),
    keywords: members.keywords.default([]),
    visibility: members.visibility.default('requesters'),
    language: members.language.default('en'),
    publishAt: members.publishAt.default(null),
    reviewAt: members.reviewAt.default(null),
    attachments: members.attachments.default([]),
    fromTicketId: id.optional().meta({
      description:
        'A completed ticket: what is left out is drafted from it, without the names, addresses and numbers of its people, in the first category',
    }),
  })
  .superRefine((given, context) => {
    if (given.fromTicketId !== undefined) return
    for (const name of NEEDED) {
      if (given[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'is required' })
    }
  })
export type NewArticle = z.infer<typeof newArticle>
/** With all that an article must have. */
export type ArticleBody = Omit<NewArticle, 'fromTicketId' | 'title' | 'body' | 'categoryId'> &
  Pick<ArticleView, 'title' | 'body' | 'categoryId'>
export const articlePatch = z.strictObject(members).partial()
export type ArticlePatch = z.infer<typeof articlePatch>

export const articleQuery = z.strictObject({
  categoryId: id.optional(),
  status: many(articleStatus),
  tag: text(50).optional(),
  language: members.language.optional(),
  reviewDue: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Those whose `reviewAt` has come, for whoever writes articles' }),
  deleted: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Those that were deleted, for whoever writes articles' }),
  ...pageQuery,
})
export type ArticleQuery = z.infer<typeof articleQuery>

/** A publication as it was. */
export const articleVersion = z
  .strictObject({
    version: z.int(),
    title: z.string(),
    summary: z.string().nullable(),
    body: z.string(),
    html: z.string(),
    attachments: z.array(attachment),
    tags: z.array(z.string()),
    keywords: z.array(z.string()),
    language: z.string(),
    publishedBy: personName,
    at: timestamp,
  })
  .meta({ id: 'ArticleVersion' })
export type ArticleVersion = z.infer<typeof articleVersion>

export const listedVersion = articleVersion
  .omit({ body: true, html: true, attachments: true })
  .meta({ id: 'ListedArticleVersion' })
export type ListedVersion = z.infer<typeof listedVersion>
export const versionPage = page(listedVersion)
export const versionQuery = z.strictObject(pageQuery)
export type VersionQuery = z.infer<typeof versionQuery>
