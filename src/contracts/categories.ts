import { z } from 'zod'
import { departmentName, id, page } from './common.js'

export const category = z
  .strictObject({
    id,
    name: z.string(),
    code: z.string(),
    departmentId: id,
    department: departmentName,
    parentId: id.nullable(),
    groupId: id.nullable(),
  })
  .meta({ id: 'Category' })
export type CategoryView = z.infer<typeof category>
export const categoryPage = page(category)
