import { z } from 'zod'
import { KB_VISIBILITIES } from '../domain/kb/visibility.js'
import { id, page, pageQuery, text, timestamp } from './common.js'

export const kbVisibility = z.enum(KB_VISIBILITIES).meta({
  id: 'ArticleVisibility',
  description: 'For everybody, for whoever signs in, or for staff; what it stands in may narrow it',
})

export const kbCategory = z
  .strictObject({
    id,
    name: z.string(),
    description: z.string().nullable(),
    parentId: id.nullable(),
    order: z.int(),
    visibility: kbVisibility,
    version: z.int(),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'ArticleCategory' })
export type KbCategoryView = z.infer<typeof kbCategory>
export const kbCategoryPage = page(kbCategory)

const members = {
  name: text(100),
  description: text(1_000).nullable(),
  parentId: id.nullable().meta({ description: 'The tree is at most five deep' }),
  order: z.int().min(0).max(1_000_000),
  visibility: kbVisibility,
}

export const newKbCategory = z.strictObject({
  ...members,
  description: members.description.default(null),
  parentId: members.parentId.default(null),
  order: members.order.default(0),
})
export type KbCategoryBody = z.infer<typeof newKbCategory>
export const kbCategoryPatch = z.strictObject(members).partial()

export const kbCategoryQuery = z.strictObject({
  parentId: id.optional(),
  deleted: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Those that were deleted, for whoever writes articles' }),
  ...pageQuery,
})
export type KbCategoryQuery = z.infer<typeof kbCategoryQuery>
