import { z } from 'zod'
import { id, page, personName } from './common.js'

export const department = z
  .strictObject({
    id,
    name: z.string(),
    code: z.string(),
    headId: id.nullable(),
    head: personName.nullable(),
    handlesFinance: z.boolean(),
  })
  .meta({ id: 'Department' })
export type DepartmentView = z.infer<typeof department>
export const departmentPage = page(department)
