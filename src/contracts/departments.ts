import { z } from 'zod'
import { id, page, personName, text, timestamp } from './common.js'
import { code } from './resources.js'

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

/** As admins see it. */
export const keptDepartment = department
  .extend({
    description: z.string().nullable(),
    memberCount: z.int().meta({ description: 'Who they are: `GET /admin/users?departmentId=`' }),
    createdAt: timestamp,
    deletedAt: timestamp.nullable(),
  })
  .meta({ id: 'KeptDepartment' })
export type KeptDepartment = z.infer<typeof keptDepartment>

const members = {
  name: text(100),
  code,
  description: text(2_000).nullable(),
  headId: id.nullable().meta({ description: 'An active agent, manager or admin' }),
  handlesFinance: z.boolean(),
}

export const newDepartment = z.strictObject({
  ...members,
  description: members.description.default(null),
  headId: members.headId.default(null),
  handlesFinance: members.handlesFinance.default(false),
})
export type DepartmentBody = z.infer<typeof newDepartment>
export const departmentPatch = z.strictObject(members).partial()

export const departmentDeletion = z.strictObject({
  reassignTo: id.optional().meta({
    description:
      'The department that it is merged into: members, categories, groups and open tickets go there',
  }),
})
