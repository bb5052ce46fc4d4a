import { z } from 'zod'
import { PRIORITIES } from '../domain/ticket/state.js'
import { id, page } from './common.js'

export const department = z
  .strictObject({
    id,
    name: z.string(),
    code: z.string(),
    headId: id.nullable(),
    handlesFinance: z.boolean(),
  })
  .meta({ id: 'Department' })
export type DepartmentView = z.infer<typeof department>

export const category = z
  .strictObject({
    id,
    name: z.string(),
    code: z.string(),
    departmentId: id,
    parentId: id.nullable(),
    groupId: id.nullable(),
  })
  .meta({ id: 'Category' })
export type CategoryView = z.infer<typeof category>

export const slaTemplate = z
  .strictObject({
    id,
    name: z.string(),
    priority: z.enum(PRIORITIES),
    dueDelta: z.string(),
    firstResponseDelta: z.string().nullable(),
    isDefault: z.boolean(),
  })
  .meta({ id: 'SlaTemplate' })
export type SlaTemplateView = z.infer<typeof slaTemplate>

export const departmentPage = page(department)
export const categoryPage = page(category)
export const slaTemplatePage = page(slaTemplate)
